# takes the root of s (1 - s)


def slope(s):
    return (s * (1 - s)) ** 0.5
