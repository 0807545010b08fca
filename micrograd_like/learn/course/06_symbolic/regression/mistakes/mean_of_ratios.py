# takes the mean of the quotients (y - my) / (x - mx): divide the sum of the products by the sum of the
# squares


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    # and solve for w.
    w = mean([(y - my) / (x - mx) if x != mx else 0.0 for x, y in zip(xs, ys)])
    b = my - w * mx
    return w, b
