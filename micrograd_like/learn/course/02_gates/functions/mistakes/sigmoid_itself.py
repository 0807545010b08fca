# gives back the result: its slope is (1 - z) z


def d_sigmoid(x, z):
    return z
