# forgets the last window where it ends with the list: the last start is len(xs) - size


def max_pool(xs, size):
    return [max(xs[start : start + size]) for start in range(0, len(xs) - size, size)]
