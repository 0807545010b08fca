# counts operations only: x and 4 are symbols too


def symbols(e):
    if isinstance(e, tuple):
        operation, left, right = e
        return 1 + symbols(left) + symbols(right)
    return 0
