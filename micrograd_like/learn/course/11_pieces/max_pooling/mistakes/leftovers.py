# looks at the leftovers too: a window that is not full is left out


def max_pool(xs, size):
    return [max(xs[start : start + size]) for start in range(0, len(xs), size)]
