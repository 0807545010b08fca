# uses the forward difference, whose own error is about as large as the mistakes you look for


def gradcheck(f, df, x, h=1e-5):
    numeric = (f(x + h) - f(x)) / h
    return relative_error(df(x), numeric)
