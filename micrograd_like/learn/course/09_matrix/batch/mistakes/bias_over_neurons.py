# adds up the columns of delta: db has an entry for each neuron, the sum over its row


def batch_gradient(a_in, delta):
    m = len(delta[0])
    dw = [[entry / m for entry in row] for row in matmul(delta, transpose(a_in))]
    db = [sum(column) / m for column in transpose(delta)]
    return dw, db
