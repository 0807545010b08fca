# multiplies x by h where it should move it: the step leads from x to x + h


def slope(f, x, h):
    return (f(x * h) - f(x)) / h
