# stops after the last gate: a small change starts at x and passes all four


def slope_as_four(x):
    product = 1.0
    for d in four_slopes(x)[-1:]:
        product *= d
    return product
