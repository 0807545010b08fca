# gives the sigmoid itself: its slope is (1 - s) s


def slope_as_one(x):
    return sigmoid(x)
