# gives x the derivative x: the derivative of x with respect to x is 1


def diff(e):
    if not isinstance(e, tuple):
        return "x" if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        return ("+", ("*", diff(left), right), ("*", left, diff(right)))
    return (operation, diff(left), diff(right))
