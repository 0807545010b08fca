# takes the mean away from the ys only, also in the sum below: the sum of squares must be that of x - mx


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    w = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum(x**2 for x in xs)
    b = my - w * mx
    return w, b
