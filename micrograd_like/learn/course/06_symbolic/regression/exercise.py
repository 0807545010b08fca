# The loss of a line w * x + b is the mean, over all points, of the square of its error
# w * x + b - y.  The line with the smallest loss is called the linear regression of y
# on x.


def mean(numbers):
    return sum(numbers) / len(numbers)


def slopes(w, b, xs, ys):
    """The partial derivatives of the loss of this line with respect to w and to b: a
    pair (dw, db).
    """
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    # TODO: the derivative of a mean is the mean of the derivatives
    ### BEGIN SOLUTION
    dw = mean([2 * e * x for e, x in zip(errors, xs)])
    db = mean([2 * e for e in errors])
    ### END SOLUTION
    return dw, db


def solve(xs, ys):
    """The symbolic solution: the (w, b) at which both slopes are 0."""
    mx, my = mean(xs), mean(ys)
    # TODO: db = 0 says that the mean error is 0, w * mx + b - my = 0.  Get b out of
    # that, put it into dw = 0, and solve for w.
    ### BEGIN SOLUTION
    w = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)
    b = my - w * mx
    ### END SOLUTION
    return w, b


def descend(xs, ys, rate, steps):
    """The gradient-based solution: (w, b) after so many steps from (0, 0), each against
    its own derivative.
    """
    w, b = 0.0, 0.0
    for _ in range(steps):
        # TODO: a step changes a number by rate times its slope, in the direction in
        # which the loss falls
        ### BEGIN SOLUTION
        dw, db = slopes(w, b, xs, ys)
        w, b = w - rate * dw, b - rate * db
        ### END SOLUTION
        #: ...
    return w, b


if __name__ == "__main__":
    xs, ys = [0.0, 1.0, 2.0, 3.0], [1.0, 2.0, 4.0, 4.0]
    print("by formula:       ", solve(xs, ys))
    for steps in (10, 100, 1000):
        print(f"{steps:5} steps downhill:", descend(xs, ys, 0.1, steps))
