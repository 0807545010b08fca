# uses the rule of tanh for the sigmoid: with the result z it is (1 - z) z


def d_sigmoid(x, z):
    return 1 - z**2
