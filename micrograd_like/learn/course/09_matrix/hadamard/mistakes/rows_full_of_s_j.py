# fills row j with s[j]: it belongs to the diagonal only, and the other entries are 0


def diagonal(s):
    return [[s[j] for k in range(len(s))] for j in range(len(s))]
