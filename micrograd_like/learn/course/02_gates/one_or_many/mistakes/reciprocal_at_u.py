# differentiates 1/v at u: what enters this gate is v = u + 1


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [-1.0, u, 1.0, -1 / u**2]
