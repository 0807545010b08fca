# takes every derivative at x: each gate reacts to the number that enters it, so sin is differentiated
# at u, and exp at v

from math import cos, exp, sin


def slope(x):
    u = x**2
    v = sin(u)
    du_dx = 2 * x
    dv_du = cos(x)
    dy_dv = exp(x)
    return along([du_dx, dv_du, dy_dv])
