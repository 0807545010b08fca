from math import exp


def sigma_prime(z):
    s = 1 / (1 + exp(-z))
    return s * (1 - s)


def hadamard(s, t):
    return [p * q for p, q in zip(s, t, strict=True)]


def times(w, v):
    """The matrix w (a list of rows) times the vector v."""
    return [sum(w_jk * v_k for w_jk, v_k in zip(row, v, strict=True)) for row in w]


# z^l_k makes a^l_k, and a^l_k enters z^(l+1)_j = Σ_k w_jk a_k + b_j of every neuron j
# in the next layer.  The next layer has 4 neurons.  How many paths lead from z^l_k to
# their weighted inputs?
# TODO
### BEGIN SOLUTION
paths = 4
### END SOLUTION


def share(delta_j, w_jk, z_k):
    """What the path through neuron j of the next layer contributes to ∂C/∂z^l_k;
    delta_j is ∂C/∂z^(l+1)_j.
    """
    # TODO: the product along the path
    ### BEGIN SOLUTION
    return delta_j * w_jk * sigma_prime(z_k)
    ### END SOLUTION


# The sum over all j of these shares is δ^l_k.  It runs over the FIRST index of w, the
# rows:


def transpose(w):
    """The matrix whose rows are the columns of w."""
    # TODO
    ### BEGIN SOLUTION
    return [list(column) for column in zip(*w)]
    ### END SOLUTION


def bp2(w_next, delta_next, z):
    """δ^l, from w^(l+1), δ^(l+1) and z^l: the sums over the paths for all neurons of
    layer l at once.
    """
    # TODO: with transpose, times, hadamard and sigma_prime
    ### BEGIN SOLUTION
    return hadamard(times(transpose(w_next), delta_next), [sigma_prime(z_k) for z_k in z])
    ### END SOLUTION


if __name__ == "__main__":
    w_next, delta_next, z = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [0.1, -0.2], [0.0, 1.0, -1.0]
    print(bp2(w_next, delta_next, z))
    print([sum(share(delta_next[j], w_next[j][k], z[k]) for j in range(2)) for k in range(3)])
