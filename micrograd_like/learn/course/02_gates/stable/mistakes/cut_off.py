# gives 1 for large x and 0 for very negative x: at -700 the sigmoid is a small number above 0


def sigmoid(x):
    if x > 100:
        return 1.0
    if x < -100:
        return 0.0
    return 1 / (1 + exp(-x))
