# forgets the transpose: dw = δ aᵀ / m; without it the inner sizes do not fit, or the sum runs over the
# wrong index


def batch_gradient(a_in, delta):
    m = len(delta[0])
    dw = [[entry / m for entry in row] for row in matmul(delta, a_in)]
    db = [sum(row) / m for row in delta]
    return dw, db
