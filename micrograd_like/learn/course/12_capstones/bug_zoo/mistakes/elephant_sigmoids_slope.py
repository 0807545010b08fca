# uses the slope of the sigmoid: the derivative of tanh is 1 - z * z


def elephant(x):
    z = tanh(x.data)
    return Node(z, [x], [z * (1 - z)])
