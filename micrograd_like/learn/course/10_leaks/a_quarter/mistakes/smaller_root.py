# gives the negative x, the place on the left: take the larger root for s, and log(s / (1 - s))

from math import log


def flat_beyond(share):
    s = (1 - (1 - share) ** 0.5) / 2
    return log(s / (1 - s))
