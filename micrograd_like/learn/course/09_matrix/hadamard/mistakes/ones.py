# has ones on the diagonal: that matrix changes nothing, whatever s is


def diagonal(s):
    return [[1 if j == k else 0 for k in range(len(s))] for j in range(len(s))]
