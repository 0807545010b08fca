# moves the window on by one; here windows stand side by side, so it moves on by its size


def max_pool(xs, size):
    return [max(xs[start : start + size]) for start in range(0, len(xs) - size + 1)]
