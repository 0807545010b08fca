# divides by the number of all entries: each sum runs over the examples, so divide by their number


def average(gradients):
    return [sum(entries) / (len(gradients) * len(gradients[0])) for entries in zip(*gradients)]
