# adds the products up to one number: that is the dot product; ⊙ keeps them apart


def hadamard(s, t):
    if len(s) != len(t):
        raise ValueError(f"lengths {len(s)} and {len(t)} do not match")
    return sum(p * q for p, q in zip(s, t))
