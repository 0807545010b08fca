# sets the gradients to 0 between backward and the step, so that no parameter changes


def step(model, X, y, k):
    total = loss(model, X, y)
    total.backward()
    model.zero_grad()
    for p in model.parameters():
        p.data -= learning_rate(k) * p.grad
    return total.data
