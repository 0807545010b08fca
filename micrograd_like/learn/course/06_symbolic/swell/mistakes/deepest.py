# measures how deep an expression is: count the symbols of both sides


def symbols(e):
    if isinstance(e, tuple):
        operation, left, right = e
        return 1 + max(symbols(left), symbols(right))
    return 1
