from micrograd_like import Value


def sgd_step(parameters, lr):
    """One step of gradient descent for each parameter, with the learning rate lr."""
    for p in parameters:
        # TODO: change the number in p, not p itself
        ### BEGIN SOLUTION
        p.data = p.data - lr * p.grad
        ### END SOLUTION
        #: p.data = ...


def descend(w, x, y, lr, steps):
    """So many steps on w alone, to bring w * x close to y; gives the loss at the start
    of each step.

    x is a Value as well, a leaf that every step uses again.  At the end, w.grad and
    x.grad belong to the last step alone.
    """
    losses = []
    for _ in range(steps):
        loss = (w * x - y) ** 2
        # TODO: gradients to 0, backward, a step on w; each backward adds to the grad of
        # a leaf
        ### BEGIN SOLUTION
        for leaf in (w, x):
            leaf.grad = 0.0
        loss.backward()
        sgd_step([w], lr)
        ### END SOLUTION
        losses.append(loss.data)
    ### BEGIN SOLUTION
    return losses
    ### END SOLUTION


# The loss is w², the start is w = 1.  Predict what fifty steps do with each learning
# rate; a step is w - lr * 2 * w.  Write "crawls" (w is still above a half), "converges"
# (w below a thousandth), "bounces" (w as far from 0 as ever) or "diverges".
# TODO
### BEGIN SOLUTION
rate_0_001 = "crawls"
rate_0_3 = "converges"
rate_1 = "bounces"
rate_1_1 = "diverges"
### END SOLUTION


if __name__ == "__main__":
    for lr in (0.001, 0.3, 1.0, 1.1):
        print(lr, [f"{loss:.3g}" for loss in descend(Value(1.0), Value(1.0), 0.0, lr, 51)[::10]])
