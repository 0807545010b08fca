# uses the first learning rate for ever: it should be the one of step k


def step(model, X, y, k):
    total = loss(model, X, y)
    model.zero_grad()
    total.backward()
    for p in model.parameters():
        p.data -= learning_rate(0) * p.grad
    return total.data
