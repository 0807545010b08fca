# divides by h although the walk from x - h to x + h is 2h long: then every right derivative is called
# wrong


def gradcheck(f, df, x, h=1e-5):
    numeric = (f(x + h) - f(x - h)) / h
    return relative_error(df(x), numeric)
