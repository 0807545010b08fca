# uses one example in each step: asked for is the loss of all examples


def train(network, X, y, steps, lr):
    losses = []
    for k in range(steps):
        total = loss(network, X[:1], y[:1])
        for p in network.parameters():
            p.grad = 0.0
        total.backward()
        for p in network.parameters():
            p.data = p.data - lr * p.grad
        losses.append(total.data)
    return losses
