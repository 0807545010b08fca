# puts the edges of all paths into one list: each path is a list of its own


def paths(out, x):
    if out is x:
        return []
    found = []
    for operand, rate in edges(out):
        found += [rate, *paths(operand, x)]
    return found
