# hands adam the step t + 1: t is counted from 1 already


def train_step(model, memory, X, y, t, lr=0.01):
    model.zero_grad()
    total = loss(model, X, y)
    total.backward()
    for i, p in enumerate(model.parameters()):
        p.data, *new = adam(p.data, p.grad, *memory[i], t + 1, lr)
        memory[i] = tuple(new)
    return total.data
