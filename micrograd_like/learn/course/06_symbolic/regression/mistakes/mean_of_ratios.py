# takes the mean of the steepnesses of the points: a point close to the middle says little about w, and
# would count as much as one far out


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    # and solve for w.
    w = mean([(y - my) / (x - mx) if x != mx else 0.0 for x, y in zip(xs, ys)])
    b = my - w * mx
    return w, b
