# steps to one side only: that is the forward difference again, whose error shrinks like h and not like
# h²


def central(f, x, h):
    return (f(x + h) - f(x)) / h
