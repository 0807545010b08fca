# adds up the diagonal: this is the sum of the eigenvalues, and the largest one is asked for


def growth(W, steps=60):
    return sum(W[i][i] for i in range(len(W)))
