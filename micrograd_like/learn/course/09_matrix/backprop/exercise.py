from math import exp


def sigmoid(z):
    return 1 / (1 + exp(-z))


def sigma_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


def feedforward(w, b, x):
    z, a = [None], [x]
    for l in range(1, len(w)):
        z.append([sum(w_jk * a_k for w_jk, a_k in zip(row, a[l - 1])) + b_j for row, b_j in zip(w[l], b[l])])
        a.append([sigmoid(z_j) for z_j in z[l]])
    return z, a


def bp1(a, y, z):
    return [(a_j - y_j) * sigma_prime(z_j) for a_j, y_j, z_j in zip(a, y, z)]


def bp2(w_next, delta_next, z):
    arrived = [sum(w_jk * delta_j for w_jk, delta_j in zip(column, delta_next)) for column in zip(*w_next)]
    return [e_k * sigma_prime(z_k) for e_k, z_k in zip(arrived, z)]


def bp3(delta):
    return list(delta)


def bp4(a_in, delta):
    return [[a_k * delta_j for a_k in a_in] for delta_j in delta]


def backprop(w, b, x, y):
    """(dw, db): dw[l] in the shape of w[l] and db[l] in that of b[l], for C = ½|y -
    a^L|²; dw[0] and db[0] are None.
    """
    z, a = feedforward(w, b, x)
    last = len(w) - 1
    delta = [None] * len(w)
    # TODO: fill in delta[last], and then delta[l] for the layers before it, down to
    # layer 1
    ### BEGIN SOLUTION
    delta[last] = bp1(a[last], y, z[last])
    for l in range(last - 1, 0, -1):
        delta[l] = bp2(w[l + 1], delta[l + 1], z[l])
    ### END SOLUTION
    # TODO: the gradient of every layer from 1 to last
    ### BEGIN SOLUTION
    dw = [None] + [bp4(a[l - 1], delta[l]) for l in range(1, last + 1)]
    db = [None] + [bp3(delta[l]) for l in range(1, last + 1)]
    ### END SOLUTION
    return dw, db


if __name__ == "__main__":
    w = [None, [[1.0, -1.0], [0.5, 2.0]], [[2.0, 1.0]]]
    b = [None, [0.0, 0.1], [-0.3]]
    dw, db = backprop(w, b, [0.4, 0.2], [1.0])
    print("dw:", dw)
    print("db:", db)
