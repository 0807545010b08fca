# divides by the sum of the squares of y: the mean divides by the number of rows


def error(w, rows):
    return sum((w * x - y) ** 2 for x, y in rows) / sum(y * y for _, y in rows)
