# multiplies by the number of steps: each step multiplies by the matrix once more


def back(W, g, steps):
    return [steps * sum(W[i][j] * g[i] for i in range(len(g))) for j in range(len(g))]
