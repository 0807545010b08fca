# counts the forward pass for both directions together


def multiplications(sizes):
    forward = sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))
    return forward, forward + sizes[1] * sizes[-1]
