# counts only the operations: the inputs, weights and the bias are nodes too, the leaves

nodes_of_three = 7


def size(n):
    leaves = 2 * n + 1
    products, sums, squashes = n, n, 1
    return products + sums + squashes, 2 * products + 2 * sums + squashes
