from math import cos, exp, prod, sin


def along(rates):
    """How much the end of a path moves for each unit at its start; rates holds the
    local derivative of each edge.
    """
    # TODO: one edge makes a change 2 times as large, the next one 4 times; and both?
    ### BEGIN SOLUTION
    return prod(rates)
    ### END SOLUTION


def slope(x):
    """dy/dx of y = exp(sin(x²)), which is a path of three gates: x -> u -> v -> y."""
    u = x**2
    v = sin(u)
    # TODO: the local derivative of each gate, at the number that enters this gate
    ### BEGIN SOLUTION
    du_dx = 2 * x
    dv_du = cos(u)
    dy_dv = exp(v)
    ### END SOLUTION
    return along([du_dx, dv_du, dy_dv])


if __name__ == "__main__":
    h = 1e-5
    for x in (0.5, 1.0, 1.5):
        measured = (exp(sin((x + h) ** 2)) - exp(sin((x - h) ** 2))) / (2 * h)
        print(x, slope(x), "measured:", measured)
