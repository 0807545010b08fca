# puts only the parameter's gradient back to 0: x is a leaf of every graph here too, and its gradient
# piles up step after step


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
