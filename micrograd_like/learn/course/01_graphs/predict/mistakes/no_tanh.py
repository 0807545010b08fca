# stops before tanh: it is an operation with one operand, so it adds one node and one edge

nodes_of_three = 13
edges_of_three = 12


def size(n):
    leaves = 2 * n + 1
    products, sums, squashes = n, n, 0
    return leaves + products + sums + squashes, 2 * products + 2 * sums + squashes
