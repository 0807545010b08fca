from micrograd_like import Value

# f = (a * b) * (a + b), with a = -2 and b = 3.  Each of the two is at a fork:
# both brackets use it.
# TODO: predict the grads (by the product rule, or by a small change on paper)
### BEGIN SOLUTION
predicted_a_grad = -3
predicted_b_grad = -8
### END SOLUTION


def hand_on(v):
    """Send the grad of v to its operands; other nodes that use the same operands
    send to them as well.
    """
    for operand, local in zip(v.parents, v.partials):
        # TODO: what does operand.grad become?
        ### BEGIN SOLUTION
        operand.grad += local * v.grad
        ### END SOLUTION


if __name__ == "__main__":
    a, b = Value(-2.0), Value(3.0)
    d, e = a * b, a + b
    f = d * e
    f.grad = 1.0
    for name, v in (("f", f), ("d = a * b", d), ("e = a + b", e)):
        hand_on(v)
        print(f"after {name:10} has sent:  a.grad = {a.grad:4}   b.grad = {b.grad:4}")
