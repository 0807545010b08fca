# exchanges the two means in b: w * mx + b - my = 0 gives b = my - w * mx


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    w = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)
    b = mx - w * my
    return w, b
