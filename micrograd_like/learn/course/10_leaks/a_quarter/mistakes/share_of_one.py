# takes a share of 1: the largest slope is 1/4, and the share is of that

from math import log


def flat_beyond(share):
    s = (1 + (1 - 4 * share) ** 0.5) / 2
    return log(s / (1 - s))
