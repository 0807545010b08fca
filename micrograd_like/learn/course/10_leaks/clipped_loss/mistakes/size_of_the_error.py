# loses the sign of a negative error


def slope_meant(error, limit):
    return min(limit, abs(error))
