def average(gradients):
    """The gradient of the mean cost.  gradients: for each example x the gradient of
    C_x, a list.
    """
    # TODO: the first entries averaged, the second entries averaged, and so on
    ### BEGIN SOLUTION
    return [sum(entries) / len(gradients) for entries in zip(*gradients)]
    ### END SOLUTION


def breaks_it(costs):
    """A cost of a batch that is no average.  costs: the numbers C_x of its examples;
    gives one number.

    The contribution of one example must depend on the others.  A sum, or a mean of
    squares, is an average in disguise.
    """
    # TODO
    ### BEGIN SOLUTION
    return max(costs)
    ### END SOLUTION


if __name__ == "__main__":
    print(average([[1.0, 2.0], [3.0, -2.0], [5.0, 3.0]]))
    print("mean and yours, of 1, 2, 6:", 9 / 3, breaks_it([1.0, 2.0, 6.0]))
    print("mean and yours, of 1, 2, 7:", 10 / 3, breaks_it([1.0, 2.0, 7.0]))
