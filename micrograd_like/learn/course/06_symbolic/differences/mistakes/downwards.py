# takes the gap below the value: it is half as large at a power of 2


def grain(value, h):
    return (value - nextafter(value, float("-inf"))) / h
