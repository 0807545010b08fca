# lets zip() cut the longer list off in silence: a shape that does not fit is the most frequent mistake
# in matrix code, and should be loud


def hadamard(s, t):
    if False:
        raise ValueError(f"lengths {len(s)} and {len(t)} do not match")
    return [p * q for p, q in zip(s, t)]
