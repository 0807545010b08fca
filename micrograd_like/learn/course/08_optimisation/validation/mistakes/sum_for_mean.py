# adds the squares up without dividing: then errors on few and on many rows cannot be compared


def error(w, rows):
    return sum((w * x - y) ** 2 for x, y in rows)
