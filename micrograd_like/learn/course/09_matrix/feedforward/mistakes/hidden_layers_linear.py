# leaves σ out of the hidden layers: every layer applies it


def feedforward(w, b, x):
    z, a = [None], [x]
    for l in range(1, len(w)):
        z.append([sum(w_jk * a_k for w_jk, a_k in zip(row, a[l - 1])) + b_j for row, b_j in zip(w[l], b[l])])
        a.append([sigmoid(z_j) for z_j in z[l]] if l == len(w) - 1 else list(z[l]))
    return z, a
