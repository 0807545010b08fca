# lets numbers move: the derivative of 4 is 0, only x moves


def diff(e):
    if not isinstance(e, tuple):
        return 1
    operation, left, right = e
    if operation == "*":
        return ("+", ("*", diff(left), right), ("*", left, diff(right)))
    return (operation, diff(left), diff(right))
