# gives the distance of the two derivatives: relative_error makes a fraction of it


def gradcheck(f, df, x, h=1e-5):
    return abs(df(x) - (f(x + h) - f(x - h)) / (2 * h))
