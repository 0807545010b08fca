# forgets the pass with nothing changed: every difference needs the cost it started from


def by_nudging(sizes):
    forward, _ = multiplications(sizes)
    parameters = forward + sum(sizes[1:])
    return parameters * forward
