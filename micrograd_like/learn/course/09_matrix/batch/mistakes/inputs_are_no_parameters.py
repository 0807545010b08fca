# counts the inputs among the parameters: they are given


def by_nudging(sizes):
    forward, _ = multiplications(sizes)
    return (forward + sum(sizes) + 1) * forward
