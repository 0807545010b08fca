# lists the columns as rows: the first index should name the output, the second the input


def jacobian(f, xs):
    columns = [column(f, xs, k) for k in range(len(xs))]
    return columns
