from math import exp

# w[l][j][k], on paper w^l_jk, is the weight from neuron k of layer l-1 to neuron j of
# layer l.  The receiver j comes first, so that the row w[l][j] holds all weights of one
# neuron.  b[l][j] is the bias of that neuron, z[l][j] its weighted input (also called
# pre-activation), a[l][j] its output.  Layer 0 is the input; w[0], b[0] and z[0] are
# None.  Counting begins at 0.  (Other notes write z^l for the output of layer l: that
# is a^l here.)

# The weight from neuron 2 of layer 1 to neuron 0 of layer 2 is w[l][j][k]; which (l, j,
# k)?
# TODO
### BEGIN SOLUTION
place = (2, 0, 2)
### END SOLUTION

# A layer of 4 neurons stands behind 3 inputs.  How many (rows, columns) has its w?
# TODO
### BEGIN SOLUTION
shape = (4, 3)
### END SOLUTION


def sigmoid(z):
    return 1 / (1 + exp(-z))


def feedforward(w, b, x):
    """(z, a): two lists with an entry for each layer; z[0] is None, a[0] is the input
    x.
    """
    z, a = [None], [x]
    for l in range(1, len(w)):
        # TODO: append the list z[l], made of w[l], b[l] and a[l - 1]; then the list
        # a[l], made of z[l]
        ### BEGIN SOLUTION
        z.append([sum(w_jk * a_k for w_jk, a_k in zip(row, a[l - 1])) + b_j for row, b_j in zip(w[l], b[l])])
        a.append([sigmoid(z_j) for z_j in z[l]])
        ### END SOLUTION
    ### BEGIN SOLUTION
    return z, a
    ### END SOLUTION


if __name__ == "__main__":
    w = [None, [[1.0, -1.0], [0.5, 2.0]], [[2.0, 1.0]]]
    b = [None, [0.0, 0.1], [-0.3]]
    z, a = feedforward(w, b, [0.4, 0.2])
    for l in range(3):
        print(f"layer {l}:  z = {z[l]}   a = {a[l]}")
