# gives the last loss only


def train(network, X, y, steps, lr):
    for _ in range(steps):
        total = loss(network, X, y)
        for p in network.parameters():
            p.grad = 0.0
        total.backward()
        for p in network.parameters():
            p.data = p.data - lr * p.grad
    return total.data
