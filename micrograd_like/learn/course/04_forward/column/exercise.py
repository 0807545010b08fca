from micrograd_like import jvp

# One function has 3 inputs and 1000 outputs, another has 1000 inputs and 3
# outputs.
# How many sweeps does forward mode need for all 3000 derivatives of each?
# TODO: predict
### BEGIN SOLUTION
sweeps_for_3_inputs = 3
sweeps_for_1000_inputs = 1000
### END SOLUTION


def column(f, xs, k):
    """How each output of f reacts to input k; f gives a list, so jvp gives a list
    of values and a list of rates.
    """
    # TODO: one sweep
    ### BEGIN SOLUTION
    return jvp(f, xs, [1.0 if i == k else 0.0 for i in range(len(xs))])[1]
    ### END SOLUTION


def jacobian(f, xs):
    """The Jacobian: jacobian[j][k] says how output j reacts to input k, so there is
    one row for each output.
    """
    # TODO: every sweep brings a column; make rows of them
    ### BEGIN SOLUTION
    columns = [column(f, xs, k) for k in range(len(xs))]
    return [list(row) for row in zip(*columns)]
    ### END SOLUTION


if __name__ == "__main__":
    def corners(x, y):
        return [x * y, x + y, x * x]

    for row in jacobian(corners, [3.0, 2.0]):
        print(row)
