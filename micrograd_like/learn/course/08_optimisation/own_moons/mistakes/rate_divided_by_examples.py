# divides the step by the number of examples: the loss is a mean already


def train(network, X, y, steps, lr):
    losses = []
    for _ in range(steps):
        total = loss(network, X, y)
        for p in network.parameters():
            p.grad = 0.0
        total.backward()
        for p in network.parameters():
            p.data = p.data - lr / len(y) * p.grad
        losses.append(total.data)
    return losses
