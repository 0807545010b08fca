# subtracts the whole limit: the line is limit * (|e| - limit / 2), so that both agree at the limit


def huber(error, limit):
    if abs(error.data) <= limit:
        return error**2 / 2
    return limit * (abs(error) - limit)
