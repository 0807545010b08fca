# subtracts m outside: exp(m) was taken out of the sum, so m is added


def logsumexp(xs):
    m = max(xs)
    return log(sum(exp(x - m) for x in xs)) - m
