# clips one side only: an error of -10 would have the slope -10


def slope_meant(error, limit):
    return min(limit, error)
