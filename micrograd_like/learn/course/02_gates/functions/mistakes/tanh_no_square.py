# forgets the square: tanh is as steep on the left as on the right


def d_tanh(x, z):
    return 1 - z
