# hands z[l - 1] to the next layer: the activation a[l - 1] = σ(z[l - 1]) is its input


def feedforward(w, b, x):
    z, a = [None], [x]
    last = x
    for l in range(1, len(w)):
        z.append([sum(w_jk * a_k for w_jk, a_k in zip(row, last)) + b_j for row, b_j in zip(w[l], b[l])])
        a.append([sigmoid(z_j) for z_j in z[l]])
        last = z[l]
    return z, a
