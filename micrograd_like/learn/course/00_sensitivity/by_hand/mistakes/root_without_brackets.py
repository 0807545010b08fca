# writes a**1/2, which Python reads as (a**1) / 2: `**` binds tighter than `/`


def gradient(a, b, c):
    df_da = -3 * a**2 - 0.5 * a**1 / 2
    df_db = 3 * cos(3 * b) + 2.5 * b**1.5
    df_dc = 1 / c**2
    return [df_da, df_db, df_dc]
