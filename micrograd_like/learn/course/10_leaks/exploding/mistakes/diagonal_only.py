# uses only the diagonal of W: entry j of h enters all entries of the next h


def back(W, g, steps):
    for _ in range(steps):
        g = [W[j][j] * g[j] for j in range(len(g))]
    return g
