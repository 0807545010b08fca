# lets the rate fall to 0: 0.9 of it is lost in a hundred steps, and 0.1 stays


def learning_rate(k):
    return 1.0 - k / 100
