# puts the squares on the diagonal: entry (j, j) is s[j]


def diagonal(s):
    return [[s[j] ** 2 if j == k else 0 for k in range(len(s))] for j in range(len(s))]
