# treats missing entries as 0 or 1: lists of different lengths have no Hadamard product


def hadamard(s, t):
    longer = max(s, t, key=len)
    return [p * q for p, q in zip(s, t)] + list(longer[min(len(s), len(t)) :])
