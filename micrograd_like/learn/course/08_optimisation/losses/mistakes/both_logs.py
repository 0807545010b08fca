# adds -log p and -log(1 - p), whatever the class is: only the probability of the right class counts


def cross_entropy(score, y):
    p = score.sigmoid()
    return -p.log() - (1 - p).log()
