# moves each input that moves at the rate 1: sizes and signs in vs are lost


def jvp(f, xs, vs):
    out = f(*[Dual(x, 1.0 if v else 0.0) for x, v in zip(xs, vs)])
    return out.primal, out.tangent
