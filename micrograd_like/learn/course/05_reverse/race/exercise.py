from time import perf_counter

from micrograd_like import Value, jvp

# A function with 50 inputs.  Both modes are to find all derivatives of all its
# outputs.
# TODO: predict the fewest outputs with which forward mode passes fewer edges
### BEGIN SOLUTION
outputs_for_forward = 51
### END SOLUTION


def forward_gradient(f, xs):
    """As in 4.3: one sweep for each input."""
    n = len(xs)
    return [jvp(f, xs, [1.0 if i == k else 0.0 for i in range(n)])[1] for k in range(n)]


def reverse_gradient(f, xs):
    """The same list from one run of f and one backward pass."""
    # TODO
    ### BEGIN SOLUTION
    leaves = [Value(x) for x in xs]
    f(*leaves).backward()
    return [leaf.grad for leaf in leaves]
    ### END SOLUTION


def visits(inputs, outputs, edges):
    """(forward, reverse): the edges each passes for all derivatives; a sweep or
    backward pass passes each edge once.
    """
    # TODO
    ### BEGIN SOLUTION
    return inputs * edges, outputs * edges
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


def loss(*parameters):
    out = parameters[0]
    for p in parameters[1:]:
        out = out * p
    return out.tanh()


if __name__ == "__main__":
    print("parameters    edges  forward visits  reverse visits   forward s  reverse s")
    for n in (1, 10, 100, 1000):  # the last line makes you wait, and that is its point
        xs = [0.999] * n
        edges = count_edges(loss(*map(Value, xs)))
        forward, reverse = visits(n, 1, edges)
        seconds = []
        for gradient in (forward_gradient, reverse_gradient):
            start = perf_counter()
            gradient(loss, xs)
            seconds.append(perf_counter() - start)
        print(f"{n:10} {edges:8} {forward:15,} {reverse:15,} {seconds[0]:11.4f} {seconds[1]:10.4f}")
