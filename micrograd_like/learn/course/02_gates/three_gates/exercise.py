# The result of a gate has the upstream gradient 2: if it rises a little, the
# output rises twice as much.
# The gradient of each operand is the upstream gradient times the local
# derivative.  Here x = 3 and y = -4.
# Predict the pairs (gradient of x, gradient of y) before you write the functions.

# TODO
### BEGIN SOLUTION
through_add = 2, 2
through_mul = -8, 6
through_max = 2, 0
### END SOLUTION
#: through_add = ..., ...
#: through_mul = ..., ...
#: through_max = ..., ...


def add_gate(x, y, upstream):
    """The gradients of x and y when x + y has this upstream gradient."""
    # TODO
    ### BEGIN SOLUTION
    return upstream, upstream
    ### END SOLUTION


def mul_gate(x, y, upstream):
    """The same for x * y."""
    # TODO
    ### BEGIN SOLUTION
    return y * upstream, x * upstream
    ### END SOLUTION


def max_gate(x, y, upstream):
    """The same for max(x, y), where x and y differ."""
    # TODO
    ### BEGIN SOLUTION
    return (upstream, 0.0) if x > y else (0.0, upstream)
    ### END SOLUTION


if __name__ == "__main__":
    for gate in (add_gate, mul_gate, max_gate):
        print(gate.__name__, gate(3.0, -4.0, 2.0))
