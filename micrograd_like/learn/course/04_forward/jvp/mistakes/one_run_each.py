# runs f once for each input and adds up: right, but all inputs may move at the same time, and one run
# is enough

from micrograd_like import Dual


def jvp(f, xs, vs):
    outs = [
        f(*[Dual(x, v if i == k else 0.0) for i, (x, v) in enumerate(zip(xs, vs))]) for k in range(len(xs))
    ]
    return outs[0].primal, sum(out.tangent for out in outs)
