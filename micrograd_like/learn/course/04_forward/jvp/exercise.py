from micrograd_like import Dual


def jvp(f, xs, vs):
    """(f(*xs), its rate) where each number of xs moves at the rate beside it in vs."""
    # TODO: hand f Duals instead of numbers, and take its result apart
    ### BEGIN SOLUTION
    out = f(*[Dual(x, v) for x, v in zip(xs, vs)])
    return out.primal, out.tangent
    ### END SOLUTION


if __name__ == "__main__":
    def area(width, height):
        return width * height

    print("only the width grows:", jvp(area, [2.0, 3.0], [1.0, 0.0]))
    print("both grow:           ", jvp(area, [2.0, 3.0], [1.0, 5.0]))
    print("twice as fast:       ", jvp(area, [2.0, 3.0], [2.0, 10.0]))
