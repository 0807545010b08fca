# keeps the number that is largest in size: -5 is smaller than 1


def max_pool(xs, size):
    return [max(xs[start : start + size], key=abs) for start in range(0, len(xs) - size + 1, size)]
