# gives the inputs the rates in the reversed order: each moves at the rate beside it


def jvp(f, xs, vs):
    out = f(*[Dual(x, v) for x, v in zip(xs, vs[::-1])])
    return out.primal, out.tangent
