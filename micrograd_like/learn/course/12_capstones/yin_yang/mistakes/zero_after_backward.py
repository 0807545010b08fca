# moves no parameter: are the gradients set to 0 after backward(), or is the new p of adam not stored in p.data?


def train_step(model, memory, X, y, t, lr=0.01):
    total = loss(model, X, y)
    total.backward()
    model.zero_grad()
    for i, p in enumerate(model.parameters()):
        p.data, *new = adam(p.data, p.grad, *memory[i], t, lr)
        memory[i] = tuple(new)
    return total.data
