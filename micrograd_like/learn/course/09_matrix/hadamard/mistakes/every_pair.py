# multiplies every entry with every other: that makes a matrix (you will want it later)


def hadamard(s, t):
    if len(s) != len(t):
        raise ValueError(f"lengths {len(s)} and {len(t)} do not match")
    return [[p * q for q in t] for p in s]
