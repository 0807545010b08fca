# notes the loss after the step: the loss at the start of each step is asked for


def descend(w, x, y, lr, steps):
    losses = []
    for _ in range(steps):
        loss = (w * x - y) ** 2
        w.grad = x.grad = 0.0
        loss.backward()
        sgd_step([w], lr)
        losses.append(((w * x - y) ** 2).data)
    return losses
