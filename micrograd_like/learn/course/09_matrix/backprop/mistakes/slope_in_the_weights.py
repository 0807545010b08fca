# multiplies the gradient of the weights by σ'(z) once more: δ has this factor already


def backprop(w, b, x, y):
    z, a = feedforward(w, b, x)
    last = len(w) - 1
    delta = [None] * len(w)
    delta[last] = bp1(a[last], y, z[last])
    for l in range(last - 1, 0, -1):
        delta[l] = bp2(w[l + 1], delta[l + 1], z[l])
    dw = [None] + [
        bp4(a[l - 1], [d * sigma_prime(z_j) for d, z_j in zip(delta[l], z[l])]) for l in range(1, last + 1)
    ]
    db = [None] + [bp3(delta[l]) for l in range(1, last + 1)]
    return dw, db
