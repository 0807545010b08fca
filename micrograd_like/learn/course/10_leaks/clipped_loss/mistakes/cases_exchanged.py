# has the two cases exchanged: the square for small errors, the line for large ones


def huber(error, limit):
    if abs(error.data) > limit:
        return error**2 / 2
    return limit * (abs(error) - limit / 2)
