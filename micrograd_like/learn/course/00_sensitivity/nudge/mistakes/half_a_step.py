# moves x by half of h and divides by the whole h: the run below the line is the step that was made


def slope(f, x, h):
    return (f(x + h / 2) - f(x)) / h
