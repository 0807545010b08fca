# gives tanh two operands: it has one

edges_of_three = 14


def size(n):
    leaves = 2 * n + 1
    products, sums, squashes = n, n, 1
    return leaves + products + sums + squashes, 2 * products + 2 * sums + 2 * squashes
