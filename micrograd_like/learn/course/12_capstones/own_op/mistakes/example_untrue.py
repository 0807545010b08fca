# promises in its docstring what it does not keep: the example gives something else


def logit(x):
    """The odds of a probability x on the scale of the logarithm, so that the sigmoid of it is x again.

    x lies above 0 and below 1; logit(1 - x) is -logit(x).

    >>> logit(0.5)
    0.5
    """
    return row()(x)
