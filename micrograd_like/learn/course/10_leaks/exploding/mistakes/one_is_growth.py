# knows no middle: a matrix that only turns has growth 1, and its gradient stays as long as it is


def fate(W):
    factor = growth(W)
    return "explodes" if factor > 1 else "vanishes"
