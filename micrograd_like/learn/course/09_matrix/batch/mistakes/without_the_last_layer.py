# leaves out the weights of the last layer in BP2: it is the first layer whose weights it does not need


def multiplications(sizes):
    forward = sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))
    return forward, 2 * forward - sizes[-2] * sizes[-1]
