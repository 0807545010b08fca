# gives half of the limit beyond it: the slope of error² / 2 is the error, and it is held at the limit


def slope_meant(error, limit):
    return error if abs(error) <= limit else (limit / 2 if error > 0 else -limit / 2)
