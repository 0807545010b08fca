# divides one of the two sums by n and the other not: either both are sums, or both are means


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    w = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / mean([(x - mx) ** 2 for x in xs])
    b = my - w * mx
    return w, b
