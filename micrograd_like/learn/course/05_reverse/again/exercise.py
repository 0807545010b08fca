from micrograd_like import Value, topological_order

# x = Value(3.0), then (x * x).backward(), then (5 * x).backward(): two graphs on one leaf.
# TODO: predict x.grad in the end
### BEGIN SOLUTION
predicted_grad = 11
### END SOLUTION


def backward(root):
    """Each call adds its share to the leaves.  What stands in between begins anew each time: it is on the way only."""
    order = topological_order(root)
    for v in order:
        # TODO: whose grad is wiped before the walk?  (Leaves have no parents.)
        ### BEGIN SOLUTION
        if v.parents:
            v.grad = 0.0
        ### END SOLUTION
    root.grad += 1.0
    for v in reversed(order):
        for operand, local in zip(v.parents, v.partials):
            operand.grad += local * v.grad


def zero_grad(parameters):
    """Wipe the grads of these Values; their numbers stay."""
    # TODO
    ### BEGIN SOLUTION
    for p in parameters:
        p.grad = 0.0
    ### END SOLUTION


def mean_gradient(loss_of, parameters, examples):
    """The gradient of the mean of loss_of(example), one small graph after the other; nothing old may be left in it."""
    # TODO: wipe, collect with backward, divide
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
