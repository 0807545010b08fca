# takes the distance itself: squared, an error twice as large costs four times as much


def squared_error(score, y):
    return abs(score - y)
