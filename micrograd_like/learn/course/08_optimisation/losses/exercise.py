from micrograd_like import Value

# score is the output of the network for one example, a Value; y is the target, a number.


def squared_error(score, y):
    """For targets y that are numbers: the square of the difference."""
    # TODO
    ### BEGIN SOLUTION
    return (score - y) ** 2
    ### END SOLUTION


def hinge(score, y):
    """For labels y = -1 and +1: 1 - y * score where that is positive, else 0; also
    called max-margin.
    """
    # TODO
    ### BEGIN SOLUTION
    return (1 - y * score).relu()
    ### END SOLUTION


def cross_entropy(score, y):
    """For labels y = 0 and 1: minus the log of the probability of the right class.

    The sigmoid of the score is the probability of class 1; class 0 gets the rest.  A
    Value has .sigmoid() and .log().
    """
    # TODO
    ### BEGIN SOLUTION
    p = score.sigmoid()
    return -(p if y == 1 else 1 - p).log()
    ### END SOLUTION


def mean(losses):
    """The loss of a list of examples: the average of their losses."""
    # TODO
    ### BEGIN SOLUTION
    return sum(losses) / len(losses)
    ### END SOLUTION


if __name__ == "__main__":
    print("score    squared    hinge    cross-entropy    (the right class is 1)")
    for score in (-4.0, -1.0, 0.0, 0.5, 1.0, 2.0, 4.0):
        told = [loss(Value(score), 1).data for loss in (squared_error, hinge, cross_entropy)]
        print(f"{score:5}  " + "  ".join(f"{number:9.4f}" for number in told))
