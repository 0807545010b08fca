# finds the best w for lines through the origin, where b = 0: take the means away from the points first


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    # and solve for w.
    w = sum(x * y for x, y in zip(xs, ys)) / sum(x**2 for x in xs)
    b = my - w * mx
    return w, b
