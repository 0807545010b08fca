# solves s (1 - s) = share: the share is one of the largest slope, which is 1/4


def flat_beyond(share):
    s = (1 + max(0.0, 1 - 2 * share) ** 0.5) / 2
    return log(s / (1 - s))
