# gives 0 for a path without edges: x moves as fast as itself, at the rate 1


def along(rates):
    return prod(rates) if rates else 0.0
