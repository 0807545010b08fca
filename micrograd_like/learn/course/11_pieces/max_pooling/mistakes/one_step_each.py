# moves by size - 1: windows stand side by side


def max_pool(xs, size):
    return [max(xs[start : start + size]) for start in range(0, len(xs) - size + 1, max(1, size - 1))]
