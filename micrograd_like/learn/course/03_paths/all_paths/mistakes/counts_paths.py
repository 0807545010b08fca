# counts the paths: each brings the product of its local derivatives, and these are added up


def slope(out, x):
    return len(paths(out, x))
