# hands slope_as_one over again: the same slope is to be found by multiplying the four


def slope_as_four(x):
    return slope_as_one(x)
