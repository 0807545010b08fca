from math import nextafter

from micrograd_like import Value


def by_nudging(f, xs, h):
    """The gradient of f at the numbers xs by forward differences: f is called once more
    than there are inputs.
    """
    base = f(*xs)
    gradient = []
    for k in range(len(xs)):
        # TODO: only input k takes the step h; the others are where they were
        ### BEGIN SOLUTION
        moved = [x + h if i == k else x for i, x in enumerate(xs)]
        gradient.append((f(*moved) - base) / h)
        ### END SOLUTION
    return gradient


def by_sweeping(f, xs):
    """The gradient of f at the numbers xs by reverse mode: f is called once."""
    # TODO
    ### BEGIN SOLUTION
    leaves = [Value(x) for x in xs]
    f(*leaves).backward()
    return [leaf.grad for leaf in leaves]
    ### END SOLUTION


def grain(value, h):
    """The resolution of a forward difference: the gap from `value` to the next float,
    divided by h.  The difference is a multiple of it, so it sees no smaller slope.

    nextafter(1.0, float("inf")) is the float that comes next after 1.0.
    """
    # TODO
    ### BEGIN SOLUTION
    return (nextafter(value, float("inf")) - value) / h
    ### END SOLUTION


# A network with a million weights computes its loss in one millisecond; a backward pass
# takes two.
# TODO: predict, in seconds, how long its gradient takes by differences, and by a
# backward pass
### BEGIN SOLUTION
seconds_by_nudging = 1_000_001 * 0.001
seconds_by_sweeping = 0.001 + 2 * 0.001
### END SOLUTION


if __name__ == "__main__":
    def f(x, y):
        return 1e6 + x * x * y

    print("exact by one sweep:", by_sweeping(f, [3.0, 2.0]))
    for h in (1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12):
        print(f"h = {h:.0e}: {by_nudging(f, [3.0, 2.0], h)}, resolution {grain(f(3.0, 2.0), h):.1g}")
