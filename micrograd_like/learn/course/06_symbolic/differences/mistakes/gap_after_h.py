# takes the gap behind value + h: it is the gap next to the value


def grain(value, h):
    return (nextafter(h, float("inf")) - h) / h
