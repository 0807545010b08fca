# uses expm1(2x): all digits near 0, and an overflow from x = 355 on; the exponent -2|x| never
# overflows


def tanh(x):
    e = expm1(2 * x)
    return e / (e + 2)
