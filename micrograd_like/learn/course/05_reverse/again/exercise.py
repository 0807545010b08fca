from micrograd_like import Value, topological_order

# x = Value(3.0), then (x * x).backward(), then (5 * x).backward(): two graphs on
# one leaf.
# TODO: predict x.grad in the end
### BEGIN SOLUTION
predicted_grad = 11
### END SOLUTION


def backward(root):
    """Each call adds to the grads of the leaves.  The nodes between begin at 0 each
    time.
    """
    order = topological_order(root)
    for v in order:
        # TODO: whose grad is set to 0 before the pass?  (Leaves have no parents.)
        ### BEGIN SOLUTION
        if v.parents:
            v.grad = 0.0
        ### END SOLUTION
    root.grad += 1.0
    for v in reversed(order):
        for operand, local in zip(v.parents, v.partials):
            operand.grad += local * v.grad


def zero_grad(parameters):
    """Set the grads of these Values to 0; their numbers stay."""
    # TODO
    ### BEGIN SOLUTION
    for p in parameters:
        p.grad = 0.0
    ### END SOLUTION


def mean_gradient(loss_of, parameters, examples):
    """The gradient of the mean of loss_of(example), one small graph after the
    other; nothing old may be left in it.
    """
    # TODO: set to 0, collect with backward, divide
    ### BEGIN SOLUTION
    zero_grad(parameters)
    for example in examples:
        backward(loss_of(example))
    return [p.grad / len(examples) for p in parameters]
    ### END SOLUTION


if __name__ == "__main__":
    w, b = Value(0.5), Value(0.0)

    def loss_of(example):
        x, y = example
        error = w * x + b - y
        return error * error

    examples = [(1.0, 2.0), (2.0, 3.0), (3.0, 5.0)]
    print("once ", mean_gradient(loss_of, [w, b], examples))
    print("again", mean_gradient(loss_of, [w, b], examples))
