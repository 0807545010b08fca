from math import exp, log


def slope(s):
    """The slope of the sigmoid where its value is s."""
    # TODO
    ### BEGIN SOLUTION
    return (1 - s) * s
    ### END SOLUTION


def missing(s):
    """1/4 - slope(s), written as a square: so it is never negative."""
    # TODO
    ### BEGIN SOLUTION
    return (s - 0.5) ** 2
    ### END SOLUTION


# Predict: the x at which the sigmoid is steepest, its slope there, and the largest
# slope that tanh has.
# TODO
### BEGIN SOLUTION
steepest_at = 0.0
its_slope_there = 0.25
slope_of_tanh_at_its_steepest = 1.0
### END SOLUTION


def flat_beyond(share):
    """The positive x beyond which the sigmoid keeps less than this share, say 0.01, of
    its largest slope.
    """
    # TODO: solve (1 - s) * s = share / 4 for the larger s; the sigmoid takes the value
    # s at log(s / (1 - s))
    ### BEGIN SOLUTION
    s = (1 + (1 - share) ** 0.5) / 2
    return log(s / (1 - s))
    ### END SOLUTION


if __name__ == "__main__":
    print("    x   sigmoid     slope   missing to 1/4")
    for x in (-6, -4, -2, 0, 2, 4, 6):
        s = 1 / (1 + exp(-x))
        print(f"{x:5}{s:10.5f}{slope(s):10.5f}{missing(s):10.5f}")
    print("less than a hundredth of the largest slope beyond x =", flat_beyond(0.01))
