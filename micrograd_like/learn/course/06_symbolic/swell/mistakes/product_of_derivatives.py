# multiplies the derivatives of the factors: x * x would have the derivative 1; when one factor moves,
# the other is still there to multiply it


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        return ("*", diff(left), diff(right))
    return (operation, diff(left), diff(right))
