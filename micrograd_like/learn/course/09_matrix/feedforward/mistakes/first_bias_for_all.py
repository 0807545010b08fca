# adds the first bias of the layer to every neuron: each neuron has its own


def feedforward(w, b, x):
    z, a = [None], [x]
    for l in range(1, len(w)):
        z.append([sum(w_jk * a_k for w_jk, a_k in zip(row, a[l - 1])) + b[l][0] for row in w[l]])
        a.append([sigmoid(z_j) for z_j in z[l]])
    return z, a
