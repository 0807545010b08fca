from micrograd_like import Value

# f = (a * b) * (a + b), with a = -2 and b = 3.  Each of the two is at a fork: it goes into both brackets.
# TODO: predict the grads (the product rule, or a nudge on paper)
### BEGIN SOLUTION
predicted_a_grad = -3
predicted_b_grad = -8
### END SOLUTION


def hand_on(v):
    """Hand the grad of v on to its operands; those who use the same operands will do so too, before or after."""
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
        print(f"after the turn of {name:10}  a.grad = {a.grad:4}   b.grad = {b.grad:4}")
