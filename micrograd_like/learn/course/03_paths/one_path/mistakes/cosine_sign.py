# gives sin the derivative -cos: that minus belongs to the derivative of cos

from math import cos, exp, sin


def slope(x):
    u = x**2
    v = sin(u)
    du_dx = 2 * x
    dv_du = -cos(u)
    dy_dv = exp(v)
    return along([du_dx, dv_du, dy_dv])
