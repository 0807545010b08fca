# uses the slope of tanh, 1 - t²: that of the sigmoid is s (1 - s)


def slope(s):
    return 1 - s**2
