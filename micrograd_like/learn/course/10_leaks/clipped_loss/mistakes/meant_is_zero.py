# sets the slope to 0 for large errors: it stays at plus or minus the limit


def slope_meant(error, limit):
    return error if abs(error) <= limit else 0.0
