# gives an empty list for lists of different lengths: raise a ValueError


def hadamard(s, t):
    if len(s) != len(t):
        return []
    return [p * q for p, q in zip(s, t)]
