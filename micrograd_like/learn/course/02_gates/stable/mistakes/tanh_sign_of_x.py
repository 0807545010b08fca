# gives the sign of x: tanh is near 1 and -1 only far from 0


def tanh(x):
    return 0.0 if x == 0 else x / abs(x)
