# adds a small number below the line: near 0 that hides real errors; treat two zeros apart


def relative_error(a, n):
    return abs(a - n) / (max(abs(a), abs(n)) + 1e-3)
