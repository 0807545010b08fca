# overwrites entries of g that are still needed in the same step: make a new list in each step


def back(W, g, steps):
    g = list(g)
    for _ in range(steps):
        for j in range(len(g)):
            g[j] = sum(W[i][j] * g[i] for i in range(len(g)))
    return g
