# differentiates only the outermost product: both sides must be differentiated themselves, however deep they
# are


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        return ("+", right, left)
    return (operation, diff(left), diff(right))
