def transpose(p):
    return [list(column) for column in zip(*p)]


def matmul(p, q):
    """The product of two matrices, lists of rows: (rows of p) x (columns of q)."""
    if len(p[0]) != len(q):
        raise ValueError(f"({len(p)} x {len(p[0])}) times ({len(q)} x {len(q[0])}): the inner sizes must be equal")
    return [[sum(p_jk * q_k for p_jk, q_k in zip(row, column)) for column in transpose(q)] for row in p]


# Dimension analysis.  A layer of 5 neurons stands behind one of 3, and a mini-batch has
# 8 examples, one in each column.  Write the shapes as (rows, columns).
# TODO
### BEGIN SOLUTION
shape_of_a_in = (3, 8)
shape_of_delta = (5, 8)
shape_of_dw = (5, 3)
### END SOLUTION


def batch_gradient(a_in, delta):
    """(dw, db) of the mean cost; column i of a_in and of delta belongs to example i,
    with delta_ji = ∂C_i/∂z_ji.
    """
    m = len(delta[0])
    # TODO: only one product of a_in and delta, with one of them transposed, has the
    # right shape
    ### BEGIN SOLUTION
    dw = [[entry / m for entry in row] for row in matmul(delta, transpose(a_in))]
    db = [sum(row) / m for row in delta]
    ### END SOLUTION
    return dw, db


def multiplications(sizes):
    """(forward, backward): how many products with a weight or an output one example
    takes, sizes[0] being the inputs.

    Forward uses each weight once.  Backward: BP4 makes one product for each weight, and
    BP2 one for each weight except those of the first layer, because nobody needs the
    error of the input.  Products with σ' are not counted.
    """
    # TODO
    ### BEGIN SOLUTION
    forward = sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))
    return forward, 2 * forward - sizes[0] * sizes[1]
    ### END SOLUTION


def by_nudging(sizes):
    """How many such products differences take: a forward pass for each parameter, weight
    or bias, and one with nothing changed.
    """
    # TODO
    ### BEGIN SOLUTION
    forward, _ = multiplications(sizes)
    parameters = forward + sum(sizes[1:])
    return (parameters + 1) * forward
    ### END SOLUTION


if __name__ == "__main__":
    print(batch_gradient([[1.0, 2.0], [3.0, 4.0]], [[0.1, -0.2]]))
    for sizes in ([2, 16, 16, 1], [784, 30, 10]):
        print(sizes, multiplications(sizes), f"{by_nudging(sizes):,} by differences")
