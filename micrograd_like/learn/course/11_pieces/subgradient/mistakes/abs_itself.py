# gives the absolute value: its slope is -1 or 1


def d_abs(x):
    return abs(x)
