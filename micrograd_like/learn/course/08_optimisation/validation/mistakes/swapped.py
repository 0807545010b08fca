# gives the last k rows as the rows to train on: the last k are kept for validation, and the rows to train
# on come first


def split(rows, k):
    return rows[-k:], rows[:-k]
