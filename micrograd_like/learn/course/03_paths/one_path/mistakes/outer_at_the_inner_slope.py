# takes the outer derivatives at the inner ones: each gate reacts to the number that enters it, not to its
# derivative


def slope(x):
    du_dx = 2 * x
    dv_du = cos(du_dx)
    dy_dv = exp(dv_du)
    return along([du_dx, dv_du, dy_dv])
