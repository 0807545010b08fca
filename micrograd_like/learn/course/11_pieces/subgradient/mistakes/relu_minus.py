# gives relu the slope -1 to the left: it is 0 there


def d_relu(x):
    return 1.0 if x > 0 else -1.0 if x < 0 else 0.0
