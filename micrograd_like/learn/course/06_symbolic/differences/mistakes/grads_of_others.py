# reads the grads of Values that no backward pass has reached: call backward(), and read the grads of the
# Values that f was given


def by_sweeping(f, xs):
    f(*[Value(x) for x in xs]).backward()
    return [Value(x).grad for x in xs]
