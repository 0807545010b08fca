# measures the slope of df: what is measured is the slope of f, and df(x) is compared with it


def gradcheck(f, df, x, h=1e-5):
    numeric = (df(x + h) - df(x - h)) / (2 * h)
    return relative_error(df(x), numeric)
