# adds the two values of f: a slope is made of their difference


def central(f, x, h):
    return (f(x + h) + f(x - h)) / (2 * h)
