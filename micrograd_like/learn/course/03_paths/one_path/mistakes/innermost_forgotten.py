# leaves out the first edge: u is x², and it moves 2x times as fast as x

from math import cos, exp, sin


def slope(x):
    u = x**2
    v = sin(u)
    du_dx = 1
    dv_du = cos(u)
    dy_dv = exp(v)
    return along([du_dx, dv_du, dy_dv])
