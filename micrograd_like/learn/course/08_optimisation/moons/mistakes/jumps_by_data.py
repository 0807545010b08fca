# multiplies the step by the number itself


def step(model, X, y, k):
    total = loss(model, X, y)
    model.zero_grad()
    total.backward()
    for p in model.parameters():
        p.data -= learning_rate(k) * p.grad * p.data
    return total.data
