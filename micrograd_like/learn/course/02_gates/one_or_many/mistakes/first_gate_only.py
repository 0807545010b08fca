# returns inside the loop, after the first gate: the return belongs behind the loop


def slope_as_four(x):
    product = 1.0
    for d in four_slopes(x):
        product *= d
        return product
