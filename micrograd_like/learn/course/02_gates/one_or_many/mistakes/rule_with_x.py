# uses x in the sigmoid's own rule; it wants the result s


def slope_as_one(x):
    s = sigmoid(x)
    return (1 - x) * x
