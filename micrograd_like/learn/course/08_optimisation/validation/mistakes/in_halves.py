# cuts the rows in half, whatever k is


def split(rows, k):
    return rows[: len(rows) // 2], rows[len(rows) // 2 :]
