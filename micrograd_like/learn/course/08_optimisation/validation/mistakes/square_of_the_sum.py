# squares the sum of the errors: errors of opposite sign would cancel; square each of them


def error(w, rows):
    return sum(w * x - y for x, y in rows) ** 2 / len(rows)
