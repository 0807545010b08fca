# corrects as in step 1, whatever t is


def train_step(model, memory, X, y, t, lr=0.01):
    model.zero_grad()
    total = loss(model, X, y)
    total.backward()
    for i, p in enumerate(model.parameters()):
        p.data, *new = adam(p.data, p.grad, *memory[i], 1, lr)
        memory[i] = tuple(new)
    return total.data
