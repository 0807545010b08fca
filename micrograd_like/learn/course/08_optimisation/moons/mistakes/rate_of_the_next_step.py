# uses the learning rate of step k + 1: it is that of step k


def step(model, X, y, k):
    total = loss(model, X, y)
    model.zero_grad()
    total.backward()
    for p in model.parameters():
        p.data -= learning_rate(k + 1) * p.grad
    return total.data
