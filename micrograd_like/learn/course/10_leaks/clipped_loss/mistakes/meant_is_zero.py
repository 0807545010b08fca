# drops the pull of large errors altogether; clipping keeps it at the limit


def slope_meant(error, limit):
    return error if abs(error) <= limit else 0.0
