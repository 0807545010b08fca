# multiplies the gap by h: dividing by a small h makes it larger, and that is the trouble

from math import nextafter


def grain(value, h):
    return (nextafter(value, float("inf")) - value) * h
