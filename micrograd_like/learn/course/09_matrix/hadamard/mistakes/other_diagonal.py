# puts s on the diagonal from the top right to the bottom left: entry (j, j) is s[j]


def diagonal(s):
    return [[s[j] if j + k == len(s) - 1 else 0 for k in range(len(s))] for j in range(len(s))]
