from math import exp


def sigmoid(z):
    return 1 / (1 + exp(-z))


# The error of a neuron is the derivative of the cost with respect to its weighted
# input: δ^l_j = ∂C/∂z^l_j.  The output layer L has 3 neurons.  How many paths lead from
# one z^L_j to C?  (z^L_j makes a^L_j; C is a function of all a^L.)
# TODO
### BEGIN SOLUTION
paths = 1
### END SOLUTION

# The chain rule along such a path has two factors: ∂C/∂z_j = ∂C/∂a_j · ∂a_j/∂z_j.  The
# cost is C = ½ Σ (y_j - a_j)².


def dC_da(a_j, y_j):
    # TODO: the first factor, ∂C/∂a_j
    ### BEGIN SOLUTION
    return a_j - y_j
    ### END SOLUTION


def da_dz(z_j):
    # TODO: the second factor, ∂a_j/∂z_j = σ'(z_j)
    ### BEGIN SOLUTION
    s = sigmoid(z_j)
    return s * (1 - s)
    ### END SOLUTION


def bp1(a, y, z):
    """δ^L: a list with the error of every output neuron, from the lists a^L, y and z^L."""
    # TODO
    ### BEGIN SOLUTION
    return [dC_da(a_j, y_j) * da_dz(z_j) for a_j, y_j, z_j in zip(a, y, z)]
    ### END SOLUTION


# Some notes on BP1 say of both factors that they are ∂C/∂a.  That is a slip: it is true
# of the first one.  What is the second one?  Write "sigma'(a)", "sigma'(z)" or "dC/dz".
# TODO
### BEGIN SOLUTION
second_factor = "sigma'(z)"
### END SOLUTION


if __name__ == "__main__":
    z, y = [0.5, -1.0, 3.0], [1.0, 0.0, 0.0]
    print(bp1([sigmoid(z_j) for z_j in z], y, z))
