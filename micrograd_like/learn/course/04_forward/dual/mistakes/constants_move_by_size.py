# lets a constant move at a rate as large as itself: a constant stands still, its rate is 0


def lift(x):
    return x if isinstance(x, Dual) else Dual(x, x)
