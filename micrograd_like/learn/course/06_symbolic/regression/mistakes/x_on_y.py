# divides by the spread of the ys: it is w² that is multiplied by the squares of the xs, so divide by
# theirs


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    # and solve for w.
    w = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((y - my) ** 2 for y in ys)
    b = my - w * mx
    return w, b
