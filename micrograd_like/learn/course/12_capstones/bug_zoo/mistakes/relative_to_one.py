# divides by 1 plus the larger size: divide by the larger size


def worst(f, xs, slopes, h=1e-5):
    errors = [0.0]
    for i, slope in enumerate(slopes):
        up, down = ([Node(x + step * (j == i)) for j, x in enumerate(xs)] for step in (h, -h))
        numeric = (f(*up).data - f(*down).data) / (2 * h)
        errors.append(abs(slope - numeric) / (1 + max(abs(slope), abs(numeric))))
    return max(errors)
