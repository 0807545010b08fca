# This expression is called a neuron: three inputs x, three weights w, a bias b,
# and tanh, which squashes the sum to between -1 and 1.  Take it as Python does,
# two operands at a time: ((w1*x1 + w2*x2) + w3*x3) + b.
# Nodes are Values: leaves (the numbers that go in) and results alike.  The ellipse
# of an operation, as in draw_dot, is no node of its own.  Count on paper first.

# TODO
### BEGIN SOLUTION
nodes_of_three = 14
edges_of_three = 13
### END SOLUTION


def size(n):
    """(nodes, edges) of the same expression with n inputs, n weights and one bias."""
    # TODO
    ### BEGIN SOLUTION
    leaves = 2 * n + 1
    products, sums, squashes = n, n, 1
    return leaves + products + sums + squashes, 2 * products + 2 * sums + squashes
    ### END SOLUTION


if __name__ == "__main__":
    for n in (1, 2, 3, 784):
        print(n, size(n))
