# subtracts mx * my from a sum over n points: the sum of (x - mx) * (y - my) is the sum of x * y minus n *
# mx * my


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    w = (sum(x * y for x, y in zip(xs, ys)) - mx * my) / (sum(x * x for x in xs) - mx * mx)
    b = my - w * mx
    return w, b
