# steps to both sides of x: a good idea, which comes next; here the step begins at x and ends at x + h


def slope(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)
