# has one term of the product rule only, left times diff(right): diff(left) times right is missing


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        return ("*", left, diff(right))
    return (operation, diff(left), diff(right))
