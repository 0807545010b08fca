# lists the inputs from the last to the first: the second index is the number of the input


def jacobian(f, xs):
    columns = [column(f, xs, k) for k in reversed(range(len(xs)))]
    return [list(row) for row in zip(*columns)]
