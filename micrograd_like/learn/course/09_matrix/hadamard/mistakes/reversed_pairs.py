# pairs the first entry with the last one


def hadamard(s, t):
    if len(s) != len(t):
        raise ValueError("lengths")
    return [p * q for p, q in zip(s, reversed(t))]
