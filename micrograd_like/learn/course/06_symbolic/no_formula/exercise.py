from micrograd_like import Value

examples = [(5.0, 0.3), (1.0, 0.8)]  # (x, what should come out)

# Two losses of one weight w, both a mean of squared errors: of a line, and of a neuron.


def line(w):
    return sum((w * x - y) ** 2 for x, y in examples) / len(examples)


def neuron(w):
    return sum(((w * x).tanh() - y) ** 2 for x, y in examples) / len(examples)


def slope(loss, w):
    """The derivative of the loss with respect to its weight, at the number w, by
    automatic differentiation.
    """
    # TODO
    ### BEGIN SOLUTION
    weight = Value(w)
    loss(weight).backward()
    return weight.grad
    ### END SOLUTION


def formula(loss):
    """The w at which the slope is 0, if the slope is a straight line in w; the slopes
    at 0 and at 1 are enough.
    """
    at_0, at_1 = slope(loss, 0.0), slope(loss, 1.0)
    # TODO: a straight line that is at_0 high at w = 0 and at_1 high at w = 1: where is
    # it 0?
    ### BEGIN SOLUTION
    return -at_0 / (at_1 - at_0)
    ### END SOLUTION


def descend(loss, w, rate, steps):
    """Where so many steps downhill lead from w."""
    # TODO
    ### BEGIN SOLUTION
    for _ in range(steps):
        w -= rate * slope(loss, w)
    return w
    ### END SOLUTION


def bulges(f, p, q):
    """Whether f at the middle between p and q lies above the straight line from f(p) to
    f(q).

    A loss for which this is never so is convex: it has one valley, so every start leads
    to the same bottom.
    """
    # TODO: True or False
    ### BEGIN SOLUTION
    return f((p + q) / 2) > (f(p) + f(q)) / 2
    ### END SOLUTION


# What does a walk downhill need, to come to a place where the slope is 0?  (It may be
# one valley of several.)
# TODO: True or False for each
needs = {
    ### BEGIN SOLUTION
    "the slope where it stands": True,
    "a place to begin": True,
    "how large a step is": True,
    "a formula for the place where the slope is 0": False,
    "a loss that is convex": False,
    ### END SOLUTION
}


if __name__ == "__main__":
    for loss in (line, neuron):
        w = formula(loss)
        print(f"{loss.__name__}: the formula says w = {w:.4f}, where the slope is {slope(loss, w):.2g}")
        for start in (0.0, 2.0):
            w = descend(loss, start, 0.05, 2000)
            print(f"  downhill from {start}: w = {w:.4f}, loss {loss(Value(w)).data:.4f}, slope {slope(loss, w):.1g}")
