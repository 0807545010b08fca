# keeps numbers as they are: the derivative of a constant is 0


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else e
    operation, left, right = e
    if operation == "*":
        return ("+", ("*", diff(left), right), ("*", left, diff(right)))
    return (operation, diff(left), diff(right))
