# lets the first input alone move: each has its own rate in vs


def jvp(f, xs, vs):
    out = f(Dual(xs[0], vs[0]), *xs[1:])
    return out.primal, out.tangent
