# multiplies a δᵀ: that is the transpose of the gradient, in the shape of no w


def batch_gradient(a_in, delta):
    m = len(delta[0])
    dw = [[entry / m for entry in row] for row in matmul(a_in, transpose(delta))]
    db = [sum(row) / m for row in delta]
    return dw, db
