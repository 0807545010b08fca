def max_pool(xs, size):
    """The largest of each window of `size` numbers, window beside window; leftovers at
    the end are not looked at.
    """
    # TODO
    ### BEGIN SOLUTION
    return [max(xs[start : start + size]) for start in range(0, len(xs) - size + 1, size)]
    ### END SOLUTION


def route(xs, size, upstream):
    """The gradient in every x, if upstream is the one in what max_pool gives; several
    largest share equally.
    """
    slopes = [0.0] * len(xs)
    # TODO: for each window, find the places of its largest number, and hand its
    # upstream out to them
    ### BEGIN SOLUTION
    for k, g in enumerate(upstream):
        places = range(k * size, (k + 1) * size)
        largest = max(xs[i] for i in places)
        winners = [i for i in places if xs[i] == largest]
        for i in winners:
            slopes[i] = g / len(winners)
    ### END SOLUTION
    return slopes


# Predict: of 12 different numbers in windows of 3, how many get a gradient that is not
# 0 (if no upstream is 0)?
# TODO
### BEGIN SOLUTION
how_many_of_12 = 4
### END SOLUTION
# And by how much does the result change if the second largest of a window grows by a
# little?
### BEGIN SOLUTION
second_largest = 0.0
### END SOLUTION


if __name__ == "__main__":
    xs = [1.0, 5.0, 2.0, 7.0, 7.0, 0.0, -3.0, -1.0, -2.0]
    print(xs)
    print(max_pool(xs, 3))
    print(route(xs, 3, [1.0, 1.0, 1.0]))
