# goes half a step to each side, which is a run of h, and divides by 2h


def central(f, x, h):
    return (f(x + h / 2) - f(x - h / 2)) / (2 * h)
