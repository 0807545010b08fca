# divides by the sum of (y - my)²: in the equation w is multiplied by the sum of (x - mx)²


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    # and solve for w.
    w = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((y - my) ** 2 for y in ys)
    b = my - w * mx
    return w, b
