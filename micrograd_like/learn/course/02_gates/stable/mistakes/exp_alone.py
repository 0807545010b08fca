# gives exp(x) for negative x: close to it far to the left, but near 0 the 1 + exp(x) below the line
# counts


def sigmoid(x):
    if x >= 0:
        return 1 / (1 + exp(-x))
    return exp(x)
