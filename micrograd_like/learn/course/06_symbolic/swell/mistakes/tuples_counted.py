# counts the three entries of each tuple and then what is in two of them once more: the operation is the one
# symbol to add


def symbols(e):
    if isinstance(e, tuple):
        operation, left, right = e
        return len(e) + symbols(left) + symbols(right)
    return 1
