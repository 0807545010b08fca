# takes the determinant: it says how much areas grow; the length grows by the eigenvalue of the largest size


def growth(W, steps=60):
    return W[0][0] * W[1][1] - W[0][1] * W[1][0] if len(W) == 2 else W[0][0]
