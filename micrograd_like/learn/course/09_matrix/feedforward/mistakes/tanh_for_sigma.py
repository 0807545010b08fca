# applies tanh: here σ is the sigmoid


def feedforward(w, b, x):
    z, a = [None], [x]
    for l in range(1, len(w)):
        z.append([sum(w_jk * a_k for w_jk, a_k in zip(row, a[l - 1])) + b_j for row, b_j in zip(w[l], b[l])])
        a.append([2 * sigmoid(2 * z_j) - 1 for z_j in z[l]])
    return z, a
