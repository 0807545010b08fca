# sets the gradient of x to 0, but not that of w: then w moves by the sum of all gradients so far


def descend(w, x, y, lr, steps):
    losses = []
    for _ in range(steps):
        loss = (w * x - y) ** 2
        x.grad = 0.0
        loss.backward()
        sgd_step([w], lr)
        losses.append(loss.data)
    return losses
