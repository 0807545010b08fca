# swaps the number and its rate: the primal comes first

from micrograd_like import Dual


def jvp(f, xs, vs):
    out = f(*[Dual(v, x) for x, v in zip(xs, vs)])
    return out.primal, out.tangent
