# hands z[l - 1] to BP4: the weights of layer l are multiplied by the activations a[l - 1]


def backprop(w, b, x, y):
    z, a = feedforward(w, b, x)
    last = len(w) - 1
    delta = [None] * len(w)
    delta[last] = bp1(a[last], y, z[last])
    for l in range(last - 1, 0, -1):
        delta[l] = bp2(w[l + 1], delta[l + 1], z[l])
    dw = [None] + [bp4(x if l == 1 else z[l - 1], delta[l]) for l in range(1, last + 1)]
    db = [None] + [bp3(delta[l]) for l in range(1, last + 1)]
    return dw, db
