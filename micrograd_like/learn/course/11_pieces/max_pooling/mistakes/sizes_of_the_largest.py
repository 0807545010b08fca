# gives absolute values: the number itself is asked for, with its sign


def max_pool(xs, size):
    return [max(abs(x) for x in xs[start : start + size]) for start in range(0, len(xs) - size + 1, size)]
