# counts BP2 for the first layer, too: nobody needs the error of the input


def multiplications(sizes):
    forward = sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))
    return forward, 2 * forward
