# begins its product at 0, and 0 times anything is 0: a product begins at 1


def slope_as_four(x):
    product = 0.0
    for d in four_slopes(x):
        product *= d
    return product
