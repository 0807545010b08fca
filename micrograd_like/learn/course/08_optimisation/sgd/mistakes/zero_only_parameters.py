# sets only the gradient of w to 0: x is a leaf as well, and each backward() adds to its gradient


def descend(w, x, y, lr, steps):
    losses = []
    for _ in range(steps):
        loss = (w * x - y) ** 2
        for leaf in (w,):
            leaf.grad = 0.0
        loss.backward()
        sgd_step([w], lr)
        losses.append(loss.data)
    return losses
