# takes a step of its own: h is handed over, and 1e-5 is what it is if nobody says


def gradcheck(f, df, x, h=1e-5):
    numeric = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5
    return relative_error(df(x), numeric)
