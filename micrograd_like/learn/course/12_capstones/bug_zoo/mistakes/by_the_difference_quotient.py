# divides by the central difference: divide by the larger of the two sizes


def worst(f, xs, slopes, h=1e-5):
    errors = [0.0]
    for i, slope in enumerate(slopes):
        up, down = ([Node(x + step * (j == i)) for j, x in enumerate(xs)] for step in (h, -h))
        numeric = (f(*up).data - f(*down).data) / (2 * h)
        if slope != numeric:
            errors.append(abs(slope - numeric) / abs(numeric) if numeric else 1.0)
    return max(errors)
