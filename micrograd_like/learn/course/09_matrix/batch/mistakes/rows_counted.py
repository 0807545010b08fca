# divides by the number of neurons: m is the number of examples, the columns


def batch_gradient(a_in, delta):
    m = len(delta)
    dw = [[entry / m for entry in row] for row in matmul(delta, transpose(a_in))]
    db = [sum(row) / m for row in delta]
    return dw, db
