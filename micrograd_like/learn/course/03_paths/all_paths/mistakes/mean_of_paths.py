# takes the mean of what the paths bring: a small change of x travels along all of them, so they are
# added up


def slope(out, x):
    found = paths(out, x)
    return sum(prod(path) for path in found) / len(found) if found else 0.0
