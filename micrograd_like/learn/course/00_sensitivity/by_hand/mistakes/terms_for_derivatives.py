# sorts the terms of f by their inputs and differentiates none of them


def gradient(a, b, c):
    return [-(a**3) - sqrt(a), sin(3 * b) + b**2.5, -1 / c]
