# forgets the bias: b is a leaf, and adding it is one more sum

nodes_of_three = 12
edges_of_three = 11


def size(n):
    leaves = 2 * n
    products, sums, squashes = n, n - 1, 1
    return leaves + products + sums + squashes, 2 * products + 2 * sums + squashes
