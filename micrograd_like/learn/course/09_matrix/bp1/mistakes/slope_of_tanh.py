# uses the derivative of tanh: for the sigmoid s it is s (1 - s)


def da_dz(z_j):
    s = sigmoid(z_j)
    return 1 - s**2
