# gives numbers the derivative 1: the derivative of a constant is 0


def diff(e):
    if not isinstance(e, tuple):
        return 1
    operation, left, right = e
    if operation == "*":
        return ("+", ("*", diff(left), right), ("*", left, diff(right)))
    return (operation, diff(left), diff(right))
