# treats exp as a power of v and lowers its exponent: exp is its own derivative

from math import cos, exp, sin


def slope(x):
    u = x**2
    v = sin(u)
    du_dx = 2 * x
    dv_du = cos(u)
    dy_dv = v * exp(v - 1)
    return along([du_dx, dv_du, dy_dv])
