# lowers the exponent of a³ by two: the 3 comes to the front, and the exponent falls by one, to 2


def gradient(a, b, c):
    df_da = -3 * a - 0.5 / sqrt(a)
    df_db = 3 * cos(3 * b) + 2.5 * b**1.5
    df_dc = 1 / c**2
    return [df_da, df_db, df_dc]
