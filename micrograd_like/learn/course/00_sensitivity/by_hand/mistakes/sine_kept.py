# keeps the sine: the derivative of sin is cos


def gradient(a, b, c):
    df_da = -3 * a**2 - 0.5 / sqrt(a)
    df_db = 3 * sin(3 * b) + 2.5 * b**1.5
    df_dc = 1 / c**2
    return [df_da, df_db, df_dc]
