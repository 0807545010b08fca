# takes the path with the most edges alone: short ways count as well


def slope(out, x):
    return prod(max(paths(out, x), key=len, default=[0.0]))
