# has one term of the product rule only, diff(left) times right: left times diff(right) is missing


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        return ("*", diff(left), right)
    return (operation, diff(left), diff(right))
