# stores (v, m): the memory is (m, v)


def train_step(model, memory, X, y, t, lr=0.01):
    model.zero_grad()
    total = loss(model, X, y)
    total.backward()
    for i, p in enumerate(model.parameters()):
        p.data, m, v = adam(p.data, p.grad, *memory[i], t, lr)
        memory[i] = (v, m)
    return total.data
