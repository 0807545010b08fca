# leaves b^2.5 out of df/db: the derivative of a sum has a term for each term


def gradient(a, b, c):
    df_da = -3 * a**2 - 0.5 / sqrt(a)
    df_db = 3 * cos(3 * b)
    df_dc = 1 / c**2
    return [df_da, df_db, df_dc]
