# computes the loss once, before the loop: that graph keeps the old numbers, so every step has the same gradient


def train(network, X, y, steps, lr):
    losses = []
    total = loss(network, X, y)
    for _ in range(steps):
        for p in network.parameters():
            p.grad = 0.0
        total.backward()
        for p in network.parameters():
            p.data = p.data - lr * p.grad
        losses.append(total.data)
    return losses
