# clips on one side: an error of -10 would still pull with -10


def slope_meant(error, limit):
    return min(limit, error)
