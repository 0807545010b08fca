from micrograd_like import Value
from micrograd_like.learn import sketch


def l2(weights, strength):
    """strength times the sum of the squares of the weights."""
    # TODO
    ### BEGIN SOLUTION
    return strength * sum(w * w for w in weights)
    ### END SOLUTION


def l1(weights, strength):
    """strength times the sum of their absolute values; abs() takes Values too."""
    # TODO
    ### BEGIN SOLUTION
    return strength * sum(abs(w) for w in weights)
    ### END SOLUTION


def loss(error, weights, strength):
    """What training makes small: the error on the examples, plus the L2 penalty.  All
    of it Values.
    """
    # TODO
    ### BEGIN SOLUTION
    return error + l2(weights, strength)
    ### END SOLUTION


# Predict the derivative of each penalty with respect to one weight, with strength =
# 0.1: at 3 and at -0.5.
# TODO
### BEGIN SOLUTION
l2_slope_at_3 = 0.6
l2_slope_at_minus_half = -0.1
l1_slope_at_3 = 0.1
l1_slope_at_minus_half = -0.1
### END SOLUTION

# Which of the two has a slope of the same size for small and for large weights, and so
# brings them to 0?  Write "L1" or "L2".
# TODO
### BEGIN SOLUTION
makes_zeros = "L1"
### END SOLUTION


if __name__ == "__main__":
    w, x, y = Value(3.0, label="w"), Value(0.5, label="x"), Value(1.0, label="y")
    error = (w * x - y) ** 2
    error.label = "error"
    total = loss(error, [w], 0.1)
    total.backward()
    print(sketch(total, words={w: f"grad {w.grad:.6g}", error: f"grad {error.grad:.6g}"}))
    print("w.grad =", 2 * (3.0 * 0.5 - 1.0) * 0.5, "from the error +", l2_slope_at_3, "from the penalty")
