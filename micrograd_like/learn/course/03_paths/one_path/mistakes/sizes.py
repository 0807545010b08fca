# multiplies sizes: an edge with a negative rate turns the direction round


def along(rates):
    return abs(prod(rates))
