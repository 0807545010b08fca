# raises another error for lists of different lengths: a ValueError is asked for


def hadamard(s, t):
    assert len(s) == len(t)
    return [p * q for p, q in zip(s, t)]
