# counts one pass for all parameters: each of them needs its own


def by_nudging(sizes):
    forward, _ = multiplications(sizes)
    return 2 * forward
