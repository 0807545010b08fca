from micrograd_like import Value


def tower(x, weights, biases):
    """a = x, then a = sigmoid(w * a + b) for each weight and bias.  Gives d(last a)/db
    for every bias, a list.
    """
    # TODO
    ### BEGIN SOLUTION
    bs = [Value(b) for b in biases]
    a = Value(x)
    for w, b in zip(weights, bs):
        a = (w * a + b).sigmoid()
    a.backward()
    return [b.grad for b in bs]
    ### END SOLUTION


def ceiling(k, weight):
    """The upper bound of the first bias's derivative for k neurons whose weights are
    all this positive number.
    """
    # TODO: on the path from the last output to the first bias there are k sigmoids; how
    # many weights?
    ### BEGIN SOLUTION
    return 0.25**k * weight ** (k - 1)
    ### END SOLUTION


def floors_until(limit):
    """The smallest k whose bound, with weights 1, is below the limit."""
    # TODO: with weights 1 every further layer multiplies the bound by a quarter
    ### BEGIN SOLUTION
    k = 1
    while 0.25**k >= limit:
        k += 1
    return k
    ### END SOLUTION


# With which weight would the bound be the same for every k?
# TODO
### BEGIN SOLUTION
weight_that_keeps_it = 4.0
### END SOLUTION


if __name__ == "__main__":
    print(" k   first bias     last bias     ceiling")
    for k in range(1, 13):
        slopes = tower(0.5, [1.0] * k, [-0.5] * k)
        print(f"{k:2}{slopes[0]:13.3g}{slopes[-1]:14.3g}{ceiling(k, 1.0):12.3g}")
    print("a millionth is left after", floors_until(1e-6), "layers")
