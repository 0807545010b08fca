# counts BP2 and forgets BP4, which makes one product for each weight


def multiplications(sizes):
    forward = sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))
    return forward, forward - sizes[0] * sizes[1]
