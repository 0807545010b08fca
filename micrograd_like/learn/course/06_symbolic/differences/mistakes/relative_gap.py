# gives the gap in relation to the value: the gap itself is divided by h


def grain(value, h):
    return (nextafter(value, float("inf")) - value) / value
