# does not set the grads to 0: from the second step on, old gradients are in the sum


def train(network, X, y, steps, lr):
    losses = []
    for _ in range(steps):
        total = loss(network, X, y)
        total.backward()
        for p in network.parameters():
            p.data = p.data - lr * p.grad
        losses.append(total.data)
    return losses
