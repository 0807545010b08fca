# never puts the gradients back to 0: they add up over the steps, so that each step repeats all those
# before it


def descend(w, x, y, lr, steps):
    losses = []
    for _ in range(steps):
        loss = (w * x - y) ** 2
        for leaf in (w, x):
            pass
        loss.backward()
        sgd_step([w], lr)
        losses.append(loss.data)
    return losses
