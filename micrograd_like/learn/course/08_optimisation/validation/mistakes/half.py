# takes half of the mean: the mean of the squares itself is asked for


def error(w, rows):
    return sum((w * x - y) ** 2 for x, y in rows) / (2 * len(rows))
