# multiplies entry j by the sum of column j of W: each weight W[i][j] is multiplied by g[i]


def back(W, g, steps):
    for _ in range(steps):
        g = [sum(W[i][j] for i in range(len(g))) * g[j] for j in range(len(g))]
    return g
