# measures each derivative with a small step: jvp gives it exactly, and f at the starting point is not
# needed


def gradient(f, xs):
    base, h = f(*xs), 1e-6
    return [(f(*[x + h * (i == k) for i, x in enumerate(xs)]) - base) / h for k in range(len(xs))]
