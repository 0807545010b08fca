# multiplies the numbers that the gates give: it is their local derivatives that multiply


def slope(x):
    u = x**2
    v = sin(u)
    return along([u, v, exp(v)])
