# lowers the exponent of b^2.5 without bringing the 2.5 to the front


def gradient(a, b, c):
    df_da = -3 * a**2 - 0.5 / sqrt(a)
    df_db = 3 * cos(3 * b) + b**1.5
    df_dc = 1 / c**2
    return [df_da, df_db, df_dc]
