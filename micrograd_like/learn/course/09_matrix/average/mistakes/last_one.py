# keeps the gradient of the last example only


def average(gradients):
    return list(gradients[-1])
