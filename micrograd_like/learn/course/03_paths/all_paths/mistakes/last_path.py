# takes the last path alone: every path counts


def slope(out, x):
    found = paths(out, x)
    return prod(found[-1]) if found else 0.0
