# takes the mean of the first and the last example only


def average(gradients):
    return [(first + last) / 2 for first, last in zip(gradients[0], gradients[-1])]
