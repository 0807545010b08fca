# runs past the end of the shorter list: compare the lengths first, and raise a ValueError


def hadamard(s, t):
    return [s[j] * t[j] for j in range(max(len(s), len(t)))]
