# divides by the square of the sum: the squares are added up, (x - mx)² for each point


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    w = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum(x for x in xs) ** 2
    b = my - w * mx
    return w, b
