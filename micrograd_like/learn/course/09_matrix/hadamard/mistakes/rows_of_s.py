# writes s into every row: each row then computes the same dot product


def diagonal(s):
    return [[s[k] for k in range(len(s))] for j in range(len(s))]
