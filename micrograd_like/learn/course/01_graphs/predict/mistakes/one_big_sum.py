# adds everything up in one node: Python's + takes two at a time, so n products and a bias need n
# additions

nodes_of_three = 12
edges_of_three = 11


def size(n):
    leaves = 2 * n + 1
    products, sums, squashes = n, 1, 1
    return leaves + products + sums + squashes, 2 * products + (n + 1) * sums + squashes
