# keeps the sign of the error: a derivative that is too small would then always pass


def relative_error(a, n):
    largest = max(abs(a), abs(n))
    return (a - n) / largest if largest else 0.0
