# changes no parameter: are the gradients set to 0 between backward() and the step, or is backward() not
# called?


def descend(w, x, y, lr, steps):
    losses = []
    for _ in range(steps):
        loss = (w * x - y) ** 2
        loss.backward()
        for leaf in (w, x):
            leaf.grad = 0.0
        sgd_step([w], lr)
        losses.append(loss.data)
    return losses
