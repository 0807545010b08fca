# leaves one sum out: n products take n - 1 additions, and the bias one more


def size(n):
    return 4 * n + 1, 4 * n - 1
