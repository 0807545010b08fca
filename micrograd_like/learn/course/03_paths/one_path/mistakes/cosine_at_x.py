# takes the cosine at x: v is the sine of u, so its derivative is the cosine of u

from math import cos, exp, sin


def slope(x):
    u = x**2
    v = sin(u)
    du_dx = 2 * x
    dv_du = cos(x)
    dy_dv = exp(v)
    return along([du_dx, dv_du, dy_dv])
