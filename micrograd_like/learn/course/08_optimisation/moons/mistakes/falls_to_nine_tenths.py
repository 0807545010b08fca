# falls by 0.1 in a hundred steps: from 1.0 to 0.1 it falls by 0.9


def learning_rate(k):
    return 1.0 - 0.1 * k / 100
