# takes the logarithm to the base 2: .log() is the natural logarithm


def cross_entropy(score, y):
    p = score.sigmoid()
    return -(p if y == 1 else 1 - p).log() / 0.6931471805599453
