# gives plus or minus the limit everywhere: within the limits the slope of error² / 2 is the error itself


def slope_meant(error, limit):
    return limit if error > 0 else -limit if error < 0 else 0.0
