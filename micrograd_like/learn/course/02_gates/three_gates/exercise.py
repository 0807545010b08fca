# The result of a gate feels a force of 2: whatever raises it by a little is worth twice as much further up.
# Each operand then feels that force times its own sensitivity in the gate.  Here x = 3 and y = -4.
# Predict the pairs (force on x, force on y) before you write the functions.

# TODO
### BEGIN SOLUTION
through_add = 2, 2
through_mul = -8, 6
through_max = 2, 0
### END SOLUTION
#: through_add = ..., ...
#: through_mul = ..., ...
#: through_max = ..., ...


def add_gate(x, y, force):
    """The forces on x and y when x + y feels this force."""
    # TODO
    ### BEGIN SOLUTION
    return force, force
    ### END SOLUTION


def mul_gate(x, y, force):
    """The same for x * y."""
    # TODO
    ### BEGIN SOLUTION
    return y * force, x * force
    ### END SOLUTION


def max_gate(x, y, force):
    """The same for max(x, y), where x and y differ."""
    # TODO
    ### BEGIN SOLUTION
    return (force, 0.0) if x > y else (0.0, force)
    ### END SOLUTION


if __name__ == "__main__":
    for gate in (add_gate, mul_gate, max_gate):
        print(gate.__name__, gate(3.0, -4.0, 2.0))
