from math import exp


def sigmoid(x):
    return 1 / (1 + exp(-x))


def slope_as_one(x):
    """The slope of the sigmoid at x by its own rule."""
    # TODO
    ### BEGIN SOLUTION
    s = sigmoid(x)
    return (1 - s) * s
    ### END SOLUTION


def four_slopes(x):
    """The local derivatives of t = -x, u = exp(t), v = u + 1 and z = 1 / v, in this
    order.
    """
    # TODO: compute t, u, v on the way; how does each gate react to its operand?
    ### BEGIN SOLUTION
    t = -x
    u = exp(t)
    v = u + 1
    return [-1.0, u, 1.0, -1 / v**2]
    ### END SOLUTION


def slope_as_four(x):
    """The slope of z over x: each gate on the way multiplies a small change by its
    local derivative.
    """
    # TODO
    ### BEGIN SOLUTION
    product = 1.0
    for d in four_slopes(x):
        product *= d
    return product
    ### END SOLUTION


if __name__ == "__main__":
    print(sigmoid(1.0), slope_as_one(1.0), four_slopes(1.0), slope_as_four(1.0))
