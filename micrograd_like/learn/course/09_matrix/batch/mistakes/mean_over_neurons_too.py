# divides db by the number of neurons


def batch_gradient(a_in, delta):
    m = len(delta[0])
    dw = [[entry / m for entry in row] for row in matmul(delta, transpose(a_in))]
    db = [sum(row) / len(delta) for row in delta]
    return dw, db
