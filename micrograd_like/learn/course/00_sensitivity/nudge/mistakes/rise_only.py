# gives the rise alone: a rate is the rise for each unit of the step, so divide by h


def slope(f, x, h):
    return f(x + h) - f(x)
