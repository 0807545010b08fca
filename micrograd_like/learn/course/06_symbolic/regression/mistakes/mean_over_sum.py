# divides a mean by a sum: either both are sums over the points, or both are means


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    w = mean([(x - mx) * (y - my) for x, y in zip(xs, ys)]) / sum((x - mx) ** 2 for x in xs)
    b = my - w * mx
    return w, b
