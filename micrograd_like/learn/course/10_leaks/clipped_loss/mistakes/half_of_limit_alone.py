# subtracts limit / 2 outside the product: the constant is limit² / 2


def huber(error, limit):
    if abs(error.data) <= limit:
        return error**2 / 2
    return limit * abs(error) - limit / 2
