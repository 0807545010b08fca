# begins its product at x: a small change of x counts once, so it begins at 1


def slope_as_four(x):
    product = x
    for d in four_slopes(x):
        product *= d
    return product
