from micrograd_like import Value, jvp


def gradient(f, xs):
    """[df/dx for each x of xs], one sweep (one run of f on moving numbers) for each."""
    # TODO: one input moves at rate 1 while the others stand still; then the next one
    ### BEGIN SOLUTION
    n = len(xs)
    return [jvp(f, xs, [1.0 if i == k else 0.0 for i in range(n)])[1] for k in range(n)]
    ### END SOLUTION


def edge_visits(f, xs):
    """How many edges all these sweeps pass together; one sweep passes every edge of
    f's graph once.
    """
    edges = count_edges(f(*[Value(x) for x in xs]))
    # TODO
    ### BEGIN SOLUTION
    return len(xs) * edges
    ### END SOLUTION


def count_edges(out):
    """How many edges the graph has, as in lesson 1."""
    seen, waiting = set(), [out]
    while waiting:
        v = waiting.pop()
        if v not in seen:
            seen.add(v)
            waiting.extend(v.parents)
    return sum(len(v.parents) for v in seen)


def product(*xs):
    out = xs[0]
    for x in xs[1:]:
        out = out * x
    return out


if __name__ == "__main__":
    print(gradient(product, [2.0, 3.0, 4.0]))
    for n in (10, 100, 1000):
        xs = [1.0] * n
        print(f"{n} inputs, {count_edges(product(*map(Value, xs)))} edges: {edge_visits(product, xs):,} visits")
