# begins at x, not at x - h, and divides by 2h all the same: the run is 2h long only from x - h to x +
# h


def central(f, x, h):
    return (f(x + h) - f(x)) / (2 * h)
