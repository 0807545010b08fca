# divides by the sum of the sizes: up to twice too kind


def relative_error(a, n):
    largest = abs(a) + abs(n)
    return abs(a - n) / largest if largest else 0.0
