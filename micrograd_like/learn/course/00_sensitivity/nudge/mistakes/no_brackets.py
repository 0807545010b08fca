# divides only f(x) by h: `/` binds tighter than `-`, so the rise needs brackets


def slope(f, x, h):
    return f(x + h) - f(x) / h
