# lets the inputs move backwards, at minus their rates


def jvp(f, xs, vs):
    out = f(*[Dual(x, -v) for x, v in zip(xs, vs)])
    return out.primal, out.tangent
