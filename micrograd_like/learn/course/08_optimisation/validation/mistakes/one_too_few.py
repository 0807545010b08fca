# keeps k - 1 rows for validation


def split(rows, k):
    return rows[: len(rows) - k + 1], rows[len(rows) - k + 1 :]
