# keeps k rows for training: k rows are kept for validation


def split(rows, k):
    return rows[:k], rows[k:]
