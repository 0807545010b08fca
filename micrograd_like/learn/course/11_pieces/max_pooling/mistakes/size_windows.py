# makes `size` windows: windows of `size` numbers are asked for


def max_pool(xs, size):
    width = len(xs) // size
    return [max(xs[k * width : (k + 1) * width]) for k in range(size)]
