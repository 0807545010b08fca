from micrograd_like import Value


def clip(error, limit):
    """The error, but never beyond the limits."""
    if error.data > limit:
        return Value(limit)
    if error.data < -limit:
        return Value(-limit)
    return error


def clipped_loss(error):
    """From a published program that learnt to play video games; large errors should
    have a bounded influence.
    """
    return clip(error, 1.0) ** 2 / 2


# Predict the derivative of clipped_loss with respect to the error, at an error of 0.5
# and at one of 10.
# TODO
### BEGIN SOLUTION
slope_at_half = 0.5
slope_at_10 = 0.0
### END SOLUTION


def slope_meant(error, limit):
    """What was meant: the slope of error² / 2, never beyond the limits.  Numbers in, a
    number out.
    """
    # TODO
    ### BEGIN SOLUTION
    return max(-limit, min(limit, error))
    ### END SOLUTION


def huber(error, limit):
    """A loss with that slope: error² / 2 up to the limit, beyond it a straight line,
    without jump or kink.
    """
    # TODO: error is a Value, which one may compare (error.data > limit); -error and
    # abs(error) are Values too
    ### BEGIN SOLUTION
    if abs(error.data) <= limit:
        return error**2 / 2
    return limit * (abs(error) - limit / 2)
    ### END SOLUTION


if __name__ == "__main__":
    print("error   clipped loss, its slope     huber, its slope")
    for number in (-10.0, -2.0, -0.5, 0.5, 2.0, 10.0):
        told = []
        for loss in (clipped_loss, lambda e: huber(e, 1.0)):
            error = Value(number)
            out = loss(error)
            out.backward()
            told += [out.data, error.grad]
        print(f"{number:5}" + "".join(f"{number:12.3f}" for number in told))
