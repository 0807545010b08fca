# counts forward and backward passes: differences need forward passes only


def by_nudging(sizes):
    forward, backward = multiplications(sizes)
    return (forward + sum(sizes[1:]) + 1) * (forward + backward)
