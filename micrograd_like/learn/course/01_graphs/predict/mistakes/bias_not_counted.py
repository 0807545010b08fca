# leaves the bias out: it is a leaf too, beside n inputs and n weights


def size(n):
    leaves = 2 * n
    products, sums, squashes = n, n, 1
    return leaves + products + sums + squashes, 2 * products + 2 * sums + squashes
