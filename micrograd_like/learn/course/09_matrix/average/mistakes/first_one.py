# keeps the gradient of the first example only


def average(gradients):
    return list(gradients[0])
