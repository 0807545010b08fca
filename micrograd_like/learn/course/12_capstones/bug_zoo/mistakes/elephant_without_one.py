# forgets the 1: the derivative of tanh is 1 - z * z


def elephant(x):
    z = tanh(x.data)
    return Node(z, [x], [z * z])
