# treats exp as a power and brings t to the front: exp is its own derivative


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [-1.0, t * exp(t - 1), 1.0, -1 / v**2]
