# gives 1/y and 1/x: how z reacts to y is x times the derivative of 1/y


def d_div(x, y):
    return 1 / y, 1 / x
