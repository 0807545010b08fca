# takes the mean of the ys for b: at x = 0 a line is where b says, at the mean of the xs it is at the
# mean of the ys


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    # and solve for w.
    w = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)
    b = my
    return w, b
