# gives the gap between two floats: in the difference it is divided by h, and so blown up

from math import nextafter


def grain(value, h):
    return nextafter(value, float("inf")) - value
