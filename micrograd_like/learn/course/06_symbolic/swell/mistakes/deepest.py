# measures how deep an expression is: both sides are written down, so both are counted


def symbols(e):
    if isinstance(e, tuple):
        operation, left, right = e
        return 1 + max(symbols(left), symbols(right))
    return 1
