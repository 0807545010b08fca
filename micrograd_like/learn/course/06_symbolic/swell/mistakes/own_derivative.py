# multiplies each derivative by its own factor: u' is multiplied by v, and v' by u


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        return ("+", ("*", diff(left), left), ("*", right, diff(right)))
    return (operation, diff(left), diff(right))
