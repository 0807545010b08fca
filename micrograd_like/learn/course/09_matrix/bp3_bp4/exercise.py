# z_j = Σ_k w_jk a_k + b_j, where a is the output of the layer before.  One step from
# the error δ_j = ∂C/∂z_j:

# What is ∂z_j/∂b_j?
# TODO
### BEGIN SOLUTION
dz_db = 1
### END SOLUTION


def dz_dw(a_in, k):
    """∂z_j/∂w_jk, where a_in is the list of outputs of the layer before."""
    # TODO
    ### BEGIN SOLUTION
    return a_in[k]
    ### END SOLUTION


def bp3(delta):
    """The derivatives ∂C/∂b_j for all neurons j of the layer: a list."""
    # TODO
    ### BEGIN SOLUTION
    return list(delta)
    ### END SOLUTION


def bp4(a_in, delta):
    """The derivatives ∂C/∂w_jk: a list of rows in the shape of w, row j for the
    receiver, column k for the sender.
    """
    # TODO
    ### BEGIN SOLUTION
    return [[a_k * delta_j for a_k in a_in] for delta_j in delta]
    ### END SOLUTION


# Other notes write z^l for the output of layer l (a^l above), θ^l for all its
# parameters, L for the last layer and ℒ for the loss, and say
#     ∂ℒ/∂θ^l = ∂ℒ/∂z^l · ∂z^L/∂θ^l
# One index is a slip.  Which layer's z must stand in the numerator of the last
# fraction?  Write "l-1", "l" or "L".
# TODO
### BEGIN SOLUTION
mended = "l"
### END SOLUTION


if __name__ == "__main__":
    print(bp3([0.1, -0.2]))
    print(bp4([1.0, 2.0, 3.0], [0.1, -0.2]))
