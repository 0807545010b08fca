# takes the smaller root: that is the place on the left, where x is negative

from math import log


def flat_beyond(share):
    s = (1 - (1 - share) ** 0.5) / 2
    return log(s / (1 - s))
