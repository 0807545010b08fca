# stores the activation under z as well: z[l] is the weighted input, before σ


def feedforward(w, b, x):
    z, a = [None], [x]
    for l in range(1, len(w)):
        z.append(
            [
                sigmoid(sum(w_jk * a_k for w_jk, a_k in zip(row, a[l - 1])) + b_j)
                for row, b_j in zip(w[l], b[l])
            ]
        )
        a.append(list(z[l]))
    return z, a
