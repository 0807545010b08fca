# adds the examples up: the cost is their mean, so divide by m


def batch_gradient(a_in, delta):
    m = len(delta[0])
    dw = [[entry for entry in row] for row in matmul(delta, transpose(a_in))]
    db = [sum(row) for row in delta]
    return dw, db
