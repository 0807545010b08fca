# moves the weights only: the biases are parameters, too


def step(model, X, y, k):
    total = loss(model, X, y)
    model.zero_grad()
    total.backward()
    for p in [w for layer in model.layers for neuron in layer.neurons for w in neuron.w]:
        p.data -= learning_rate(k) * p.grad
    return total.data
