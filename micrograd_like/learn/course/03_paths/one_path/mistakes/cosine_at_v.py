# takes the cosine at v: v is what the sine gives, and the number that enters it is u


def slope(x):
    u = x**2
    v = sin(u)
    return along([2 * x, cos(v), exp(v)])
