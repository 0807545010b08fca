# squares without halving: then slope and height jump at the limit


def huber(error, limit):
    if abs(error.data) <= limit:
        return error**2
    return limit * (abs(error) - limit / 2)
