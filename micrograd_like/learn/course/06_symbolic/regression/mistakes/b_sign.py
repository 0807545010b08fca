# has w * mx on the wrong side: w * mx + b - my = 0 gives b = my - w * mx


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    # and solve for w.
    w = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)
    b = my + w * mx
    return w, b
