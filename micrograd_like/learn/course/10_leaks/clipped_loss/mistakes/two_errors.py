# gives twice the error: the half cancels the 2 of the square


def slope_meant(error, limit):
    return max(-limit, min(limit, 2 * error))
