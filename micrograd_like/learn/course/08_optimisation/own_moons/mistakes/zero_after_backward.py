# changes no parameter: are the grads set to 0 after backward(), is backward() called, and is it p.data that is
# changed?


def train(network, X, y, steps, lr):
    losses = []
    for _ in range(steps):
        total = loss(network, X, y)
        total.backward()
        for p in network.parameters():
            p.grad = 0.0
        for p in network.parameters():
            p.data = p.data - lr * p.grad
        losses.append(total.data)
    return losses
