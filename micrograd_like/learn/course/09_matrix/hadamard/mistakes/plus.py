# adds: ⊙ multiplies entry by entry


def hadamard(s, t):
    if len(s) != len(t):
        raise ValueError(f"lengths {len(s)} and {len(t)} do not match")
    return [p + q for p, q in zip(s, t)]
