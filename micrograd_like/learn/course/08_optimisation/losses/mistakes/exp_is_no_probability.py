# takes exp(score) for a probability: it may be above 1; the sigmoid lies between 0 and 1


def cross_entropy(score, y):
    p = score.exp()
    return -(p if y == 1 else 1 - p).log()
