# takes the median: the gradient of a mean is the mean of the gradients


def average(gradients):
    return [sorted(entries)[len(entries) // 2] for entries in zip(*gradients)]
