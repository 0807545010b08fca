# calls backward() once for each input on the same graph: each call adds to the grads, and one call gives
# them all


def by_sweeping(f, xs):
    leaves = [Value(x) for x in xs]
    out = f(*leaves)
    for _ in leaves:
        out.backward()
    return [leaf.grad for leaf in leaves]
