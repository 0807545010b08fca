# counts letters and numbers only: each operation has to be written down as well


def symbols(e):
    if isinstance(e, tuple):
        operation, left, right = e
        return symbols(left) + symbols(right)
    return 1
