# exchanges the two sides of a difference: (u - v)' is u' - v'


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        return ("+", ("*", diff(left), right), ("*", left, diff(right)))
    return (operation, diff(right), diff(left))
