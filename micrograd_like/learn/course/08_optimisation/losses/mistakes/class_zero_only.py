# has one half of the formula only, -(1 - y) log(1 - p): for class 1 the loss is -log p


def cross_entropy(score, y):
    p = score.sigmoid()
    return -((1 - y) * (1 - p).log())
