# takes the path that brings most: every path counts


def slope(out, x):
    return max((prod(path) for path in paths(out, x)), default=0.0)
