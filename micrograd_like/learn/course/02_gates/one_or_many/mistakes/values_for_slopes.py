# lists what the gates give: asked for is how each of them reacts to its operand


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [t, u, v, 1 / v]
