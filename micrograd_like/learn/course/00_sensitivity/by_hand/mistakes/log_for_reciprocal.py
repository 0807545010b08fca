# integrates 1/c, which gives a logarithm, where the derivative is asked for

from math import cos, log, sqrt


def gradient(a, b, c):
    df_da = -3 * a**2 - 0.5 / sqrt(a)
    df_db = 3 * cos(3 * b) + 2.5 * b**1.5
    df_dc = -log(abs(c))
    return [df_da, df_db, df_dc]
