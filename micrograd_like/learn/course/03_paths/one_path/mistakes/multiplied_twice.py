# multiplies on the way and once more in along: each of the three is the local derivative of one gate


def slope(x):
    u = x**2
    v = sin(u)
    du_dx = 2 * x
    dv_du = cos(u) * du_dx
    dy_dv = exp(v) * dv_du
    return along([du_dx, dv_du, dy_dv])
