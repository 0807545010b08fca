# gives back the rate alone: the value came for free, hand it over too

from micrograd_like import Dual


def jvp(f, xs, vs):
    out = f(*[Dual(x, v) for x, v in zip(xs, vs)])
    return out.tangent
