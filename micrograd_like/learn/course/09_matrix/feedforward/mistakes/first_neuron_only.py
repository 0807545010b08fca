# uses the row of the first neuron for all neurons of the layer: each has a row of its own


def feedforward(w, b, x):
    z, a = [None], [x]
    for l in range(1, len(w)):
        z.append([sum(w_jk * a_k for w_jk, a_k in zip(w[l][0], a[l - 1])) + b_j for b_j in b[l]])
        a.append([sigmoid(z_j) for z_j in z[l]])
    return z, a
