# divides by the sum of the entries


def average(gradients):
    return [entries[0] / sum(entries) for entries in zip(*gradients)]
