# multiplies by W as on the way forward: on the way back every edge is walked the other way, which makes
# it the transpose


def back(W, g, steps):
    for _ in range(steps):
        g = [sum(W[j][i] * g[i] for i in range(len(g))) for j in range(len(g))]
    return g
