# collects w in place of the loss


def descend(w, x, y, lr, steps):
    losses = []
    for _ in range(steps):
        loss = (w * x - y) ** 2
        w.grad = x.grad = 0.0
        loss.backward()
        losses.append(w.data)
        sgd_step([w], lr)
    return losses
