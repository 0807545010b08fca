# describes itself in a comment: help(logit) shows docstrings, and only a docstring's example can be run


def logit(x):
    # The odds of a probability x on the scale of the logarithm, so that the sigmoid of it is x again.

    # x lies above 0 and below 1; logit(1 - x) is -logit(x).

    # logit(0.5) is 0.0
    return row()(x)
