# forgets the minus: logs of probabilities are negative, and the loss is minus the log


def cross_entropy(score, y):
    p = score.sigmoid()
    return (p if y == 1 else 1 - p).log()
