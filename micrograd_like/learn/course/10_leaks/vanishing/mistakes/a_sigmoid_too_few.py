# leaves the first sigmoid out: the first bias stands below it, so all k of them are on the way


def ceiling(k, weight):
    return (0.25 * weight) ** (k - 1)
