# takes the log of the score: a score may be negative; its sigmoid is a probability


def cross_entropy(score, y):
    p = score
    return -(p if y == 1 else 1 - p).log()
