# compares df(x) with f(x): it is compared with the slope of f, which is measured


def gradcheck(f, df, x, h=1e-5):
    return relative_error(df(x), f(x))
