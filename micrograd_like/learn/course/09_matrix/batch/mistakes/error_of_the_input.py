# sends the error back to the input as well: no parameter lies there


def multiplications(sizes):
    forward = sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))
    return forward, 2 * forward
