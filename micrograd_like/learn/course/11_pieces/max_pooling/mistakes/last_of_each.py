# keeps the last number of each window


def max_pool(xs, size):
    return [xs[start + size - 1] for start in range(0, len(xs) - size + 1, size)]
