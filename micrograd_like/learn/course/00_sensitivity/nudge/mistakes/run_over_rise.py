# divides run by rise: it says how far x must go to raise f by one, which is one over the slope


def slope(f, x, h):
    return h / (f(x + h) - f(x))
