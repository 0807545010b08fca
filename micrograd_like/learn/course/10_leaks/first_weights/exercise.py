import random
from math import sqrt, tanh

# The size of random numbers around 0, in this exercise, is the root of the mean of
# their squares.  Independent numbers partly cancel, so their sizes add as squares: n
# numbers of size s add up to size sqrt(n) * s.  The size of a product is the product of
# the sizes.


def size_of_sum(n, weight_size):
    """The size of w · x, with n inputs of size 1 and n weights of this size."""
    # TODO
    ### BEGIN SOLUTION
    return sqrt(n) * weight_size
    ### END SOLUTION


def good_size(n):
    """The size of weights with which w · x has size 1."""
    # TODO
    ### BEGIN SOLUTION
    return 1 / sqrt(n)
    ### END SOLUTION


def good_size_for_relu(n):
    """The same behind relu, which halves the mean square of its inputs: w · x should
    have mean square 2 without it.
    """
    # TODO
    ### BEGIN SOLUTION
    return sqrt(2 / n)
    ### END SOLUTION


def after(layers, n, weight_size):
    """The size of the signal after so many layers of n neurons each, without
    activations; it begins at 1.
    """
    # TODO
    ### BEGIN SOLUTION
    return size_of_sum(n, weight_size) ** layers
    ### END SOLUTION


def draw(n, rng):
    """n first weights of the good size; rng.gauss(0.0, s) gives a random number of size
    s.
    """
    # TODO
    ### BEGIN SOLUTION
    return [rng.gauss(0.0, good_size(n)) for _ in range(n)]
    ### END SOLUTION


if __name__ == "__main__":
    rng, n = random.Random(0), 64
    for name, s in (("0.01", 0.01), ("1/sqrt(n)", good_size(n)), ("1", 1.0)):
        a = [rng.gauss(0.0, 1.0) for _ in range(n)]
        told = []
        for _ in range(8):
            a = [tanh(sum(rng.gauss(0.0, s) * a_i for a_i in a)) for _ in range(n)]
            told.append(f"{sqrt(sum(a_i * a_i for a_i in a) / n):.2g}")
        print(f"weights of size {name:>9}, tanh, size after layers 1 to 8:", " ".join(told))
