# forgets the minus: logs of probabilities are below 0, and making this small makes the right class
# improbable


def cross_entropy(score, y):
    p = score.sigmoid()
    return (p if y == 1 else 1 - p).log()
