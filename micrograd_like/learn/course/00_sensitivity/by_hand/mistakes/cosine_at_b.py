# takes the cosine at b: the outer derivative is taken at what stands inside, and that is 3b

from math import cos, sqrt


def gradient(a, b, c):
    df_da = -3 * a**2 - 0.5 / sqrt(a)
    df_db = 3 * cos(b) + 2.5 * b**1.5
    df_dc = 1 / c**2
    return [df_da, df_db, df_dc]
