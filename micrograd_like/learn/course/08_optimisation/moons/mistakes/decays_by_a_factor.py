# multiplies the rate by the same factor in every step: a straight line loses the same amount in every step


def learning_rate(k):
    return 0.1 ** (k / 100)
