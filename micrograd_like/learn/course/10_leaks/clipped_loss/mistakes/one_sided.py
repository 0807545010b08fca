# has a straight line that falls for negative errors: the size of the error counts, so take abs()


def huber(error, limit):
    if abs(error.data) <= limit:
        return error**2 / 2
    return limit * (error - limit / 2)
