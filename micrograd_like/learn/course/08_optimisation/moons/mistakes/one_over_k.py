# divides by the number of the step: the rate falls in a straight line


def learning_rate(k):
    return 1.0 / (1 + k)
