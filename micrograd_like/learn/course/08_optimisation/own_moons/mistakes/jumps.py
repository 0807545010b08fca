# sets the numbers to minus the step: a step changes them, p.data - lr * p.grad


def train(network, X, y, steps, lr):
    losses = []
    for _ in range(steps):
        total = loss(network, X, y)
        for p in network.parameters():
            p.grad = 0.0
        total.backward()
        for p in network.parameters():
            p.data = -lr * p.grad
        losses.append(total.data)
    return losses
