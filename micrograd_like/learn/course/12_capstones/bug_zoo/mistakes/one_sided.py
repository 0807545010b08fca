# uses a forward difference, whose own error is larger than many a bug


def worst(f, xs, slopes, h=1e-5):
    errors = [0.0]
    for i, slope in enumerate(slopes):
        up, down = ([Node(x + step * (j == i)) for j, x in enumerate(xs)] for step in (h, -h))
        numeric = (f(*up).data - f(*[Node(x) for x in xs]).data) / h
        if slope != numeric:
            errors.append(abs(slope - numeric) / max(abs(slope), abs(numeric)))
    return max(errors)
