# multiplies 2.2e-16 by the value: the gap between floats is the same for all values from one power of 2 to
# the next


def grain(value, h):
    return abs(value) * 2.0**-52 / h
