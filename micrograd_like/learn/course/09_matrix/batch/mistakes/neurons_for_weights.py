# counts the neurons: each weight is used once, and a layer has inputs times neurons of them


def multiplications(sizes):
    forward = sum(sizes[1:])
    return forward, 2 * forward - sizes[1]
