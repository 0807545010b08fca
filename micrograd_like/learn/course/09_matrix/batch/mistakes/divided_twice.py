# divides by m twice


def batch_gradient(a_in, delta):
    m = len(delta[0])
    dw = [[entry / m**2 for entry in row] for row in matmul(delta, transpose(a_in))]
    db = [sum(row) / m**2 for row in delta]
    return dw, db
