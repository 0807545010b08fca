# takes rows from everywhere: the last k are kept apart


def split(rows, k):
    return [r for i, r in enumerate(rows) if i % 2], [r for i, r in enumerate(rows) if not i % 2]
