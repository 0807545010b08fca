# counts the little circles with + and * that some drawings have: an operation and its result are one
# Value

nodes_of_three = 21
edges_of_three = 20


def size(n):
    leaves = 2 * n + 1
    products, sums, squashes = n, n, 1
    operations = products + sums + squashes
    return leaves + 2 * operations, 2 * products + 2 * sums + squashes + operations
