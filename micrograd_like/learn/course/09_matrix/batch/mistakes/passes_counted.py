# counts the passes: each of them takes as many products as there are weights


def by_nudging(sizes):
    forward, _ = multiplications(sizes)
    return forward + sum(sizes[1:]) + 1
