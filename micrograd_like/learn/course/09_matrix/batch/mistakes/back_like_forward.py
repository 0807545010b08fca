# counts BP4 alone or BP2 alone: backward has two products where forward has one


def multiplications(sizes):
    forward = sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))
    return forward, forward
