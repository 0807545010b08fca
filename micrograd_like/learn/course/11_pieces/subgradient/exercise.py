from micrograd_like import Value


def is_subgradient(f, x, slope, others):
    """Whether the straight line through (x, f(x)) with this slope is nowhere above f,
    judged at the others.
    """
    # TODO
    ### BEGIN SOLUTION
    return all(f(y) >= f(x) + slope * (y - x) for y in others)
    ### END SOLUTION


def smallest(low, high):
    """Of all slopes from low to high the one nearest to 0: what this engine uses at a
    corner.
    """
    # TODO
    ### BEGIN SOLUTION
    return max(low, min(high, 0.0))
    ### END SOLUTION


def d_relu(x):
    """The slope of relu, with that choice at 0, where the subgradients are the slopes
    from 0 to 1.
    """
    # TODO
    ### BEGIN SOLUTION
    return 1.0 if x > 0 else 0.0
    ### END SOLUTION


def d_abs(x):
    """The slope of abs, with that choice at 0, where the subgradients are the slopes
    from -1 to 1.
    """
    # TODO
    ### BEGIN SOLUTION
    return float((x > 0) - (x < 0))
    ### END SOLUTION


# Predict two numbers.
# TODO
# What does a central difference give for relu at 0?
### BEGIN SOLUTION
central_difference_of_relu = 0.5
### END SOLUTION
# relu(x) - relu(-x) is x itself, and its slope is 1.  What does this engine say at x = 0?
### BEGIN SOLUTION
what_the_engine_says = 0.0
### END SOLUTION


if __name__ == "__main__":
    around = [k / 10 for k in range(-20, 21)]
    for slope in (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5):
        told = [is_subgradient(f, 0.0, slope, around) for f in (abs, lambda x: max(0.0, x))]
        print(f"slope {slope:4} at 0: a subgradient of abs {told[0]!s:5}  of relu {told[1]!s:5}")
    x = Value(0.0)
    (x.relu() - (-x).relu()).backward()
    print("relu(x) - relu(-x) at 0 has the slope", x.grad)
