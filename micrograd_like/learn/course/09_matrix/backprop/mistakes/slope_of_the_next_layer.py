# takes σ' at z[l + 1] in BP2: it is taken at z[l], the layer whose error is computed


def backprop(w, b, x, y):
    z, a = feedforward(w, b, x)
    last = len(w) - 1
    delta = [None] * len(w)
    delta[last] = bp1(a[last], y, z[last])
    for l in range(last - 1, 0, -1):
        slopes = [sigma_prime(z[l + 1][k % len(z[l + 1])]) for k in range(len(z[l]))]
        arrived = [sum(p * q for p, q in zip(column, delta[l + 1])) for column in zip(*w[l + 1])]
        delta[l] = [e * s for e, s in zip(arrived, slopes)]
    dw = [None] + [bp4(a[l - 1], delta[l]) for l in range(1, last + 1)]
    db = [None] + [bp3(delta[l]) for l in range(1, last + 1)]
    return dw, db
