# averages absolute values: slopes of opposite sign cancel in the mean


def average(gradients):
    return [sum(abs(entry) for entry in entries) / len(entries) for entries in zip(*gradients)]
