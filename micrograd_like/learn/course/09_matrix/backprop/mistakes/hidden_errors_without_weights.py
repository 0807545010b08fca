# hands the errors of the next layer back without the weights between the layers


def backprop(w, b, x, y):
    z, a = feedforward(w, b, x)
    last = len(w) - 1
    delta = [None] * len(w)
    delta[last] = bp1(a[last], y, z[last])
    for l in range(last - 1, 0, -1):
        delta[l] = [sum(delta[l + 1]) * sigma_prime(z_k) for z_k in z[l]]
    dw = [None] + [bp4(a[l - 1], delta[l]) for l in range(1, last + 1)]
    db = [None] + [bp3(delta[l]) for l in range(1, last + 1)]
    return dw, db
