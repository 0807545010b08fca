# applies the sigmoid to its own result: s is the sigmoid at x, and that is enough


def slope_as_one(x):
    s = sigmoid(sigmoid(x))
    return (1 - s) * s
