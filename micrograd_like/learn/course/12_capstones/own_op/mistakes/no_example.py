# has a docstring without an example: a reader looks at that first, and a test can run it


def logit(x):
    """The odds of a probability x on the scale of the logarithm, so that the sigmoid of it is x again.

    x lies above 0 and below 1; logit(1 - x) is -logit(x).
    """
    return row()(x)
