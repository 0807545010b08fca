# averages along the rows, over the weights of each example: the average runs over the examples, weight
# by weight


def average(gradients):
    return [sum(g) / len(g) for g in gradients]
