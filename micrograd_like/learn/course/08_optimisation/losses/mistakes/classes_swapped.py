# takes the log of the wrong class's probability: p belongs to class 1


def cross_entropy(score, y):
    p = score.sigmoid()
    return -(1 - p if y == 1 else p).log()
