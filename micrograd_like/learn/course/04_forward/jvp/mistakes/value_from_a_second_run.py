# runs f twice, with numbers for the value and with Duals for the rate: a Dual carries both, so one run
# is enough


def jvp(f, xs, vs):
    return f(*xs), f(*[Dual(x, v) for x, v in zip(xs, vs)]).tangent
