# multiplies the sizes of all layers: each matrix has inputs times neurons entries, and these are added


def multiplications(sizes):
    forward = 1
    for size in sizes:
        forward *= size
    return forward, 2 * forward
