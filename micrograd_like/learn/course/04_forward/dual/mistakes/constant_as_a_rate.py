# takes a constant for a rate: it is the number, and its rate is 0


def lift(x):
    return x if isinstance(x, Dual) else Dual(0.0, x)
