# keeps the last error only


def worst(f, xs, slopes, h=1e-5):
    error = 0.0
    for i, slope in enumerate(slopes):
        up, down = ([Node(x + step * (j == i)) for j, x in enumerate(xs)] for step in (h, -h))
        numeric = (f(*up).data - f(*down).data) / (2 * h)
        error = 0.0 if slope == numeric else abs(slope - numeric) / max(abs(slope), abs(numeric))
    return error
