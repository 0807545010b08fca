# counts two passes for each parameter: one with nothing changed serves them all


def by_nudging(sizes):
    forward, _ = multiplications(sizes)
    return 2 * (forward + sum(sizes[1:])) * forward
