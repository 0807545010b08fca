# has abs flat on the left; there it falls


def d_abs(x):
    return 1.0 if x > 0 else 0.0
