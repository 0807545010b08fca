# keeps a column of db for every example: they share one bias, so their shares add up


def batch_gradient(a_in, delta):
    m = len(delta[0])
    dw = [[entry / m for entry in row] for row in matmul(delta, transpose(a_in))]
    db = [list(row) for row in delta]
    return dw, db
