# divides by one fewer than there are: a mean divides by their number


def mean(losses):
    return sum(losses) / (len(losses) - 1)
