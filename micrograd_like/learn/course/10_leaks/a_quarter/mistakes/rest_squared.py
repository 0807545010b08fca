# squares the factor 1 - s: the slope is s (1 - s)


def slope(s):
    return (1 - s) ** 2
