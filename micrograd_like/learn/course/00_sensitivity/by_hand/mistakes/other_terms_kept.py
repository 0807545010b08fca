# keeps the terms in which the input does not occur: while b and c stand still they do not react to a,
# so their derivative is 0


def gradient(a, b, c):
    df_da = -3 * a**2 - 0.5 / sqrt(a) + sin(3 * b) - 1 / c + b**2.5
    df_db = -(a**3) + 3 * cos(3 * b) - 1 / c + 2.5 * b**1.5 - sqrt(a)
    df_dc = -(a**3) + sin(3 * b) + 1 / c**2 + b**2.5 - sqrt(a)
    return [df_da, df_db, df_dc]
