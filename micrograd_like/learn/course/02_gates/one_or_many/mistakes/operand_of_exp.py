# gives exp its operand t for a derivative: exp is its own derivative, so it is u


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [-1.0, t, 1.0, -1 / v**2]
