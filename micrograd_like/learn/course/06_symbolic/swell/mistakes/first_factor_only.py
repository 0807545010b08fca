# lets only the left factor move: then x * x has the derivative x instead of 2x


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        return ("*", diff(left), right)
    return (operation, diff(left), diff(right))
