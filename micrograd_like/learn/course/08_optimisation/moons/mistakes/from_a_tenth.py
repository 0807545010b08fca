# falls from 0.1 towards 0: it begins at 1.0


def learning_rate(k):
    return 0.1 * (1 - k / 100)
