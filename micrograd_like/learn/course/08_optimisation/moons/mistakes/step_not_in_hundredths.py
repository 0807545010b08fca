# loses 0.9 in every step: it loses 0.9 in a hundred steps, so 0.009 in each


def learning_rate(k):
    return 1.0 - 0.9 * k
