# subtracts the log of the other probability: only that of the right class counts


def cross_entropy(score, y):
    p = score.sigmoid()
    return (1 - p).log() - p.log() if y == 1 else p.log() - (1 - p).log()
