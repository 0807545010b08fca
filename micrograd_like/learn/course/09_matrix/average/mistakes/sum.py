# adds the gradients up: the cost is the mean of the C_x, so its gradient is the mean of theirs


def average(gradients):
    return [sum(entries) for entries in zip(*gradients)]
