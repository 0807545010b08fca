# multiplies the derivatives on the way: each gate is to say how it reacts to its own operand, and
# slope_as_four multiplies


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [-1.0, -u, -u, u / v**2]
