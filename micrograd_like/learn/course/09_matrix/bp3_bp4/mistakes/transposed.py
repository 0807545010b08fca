# gives the transpose: a row for each sender; the gradient must have the shape of w, or it cannot be
# subtracted from it


def bp4(a_in, delta):
    return [[a_k * delta_j for delta_j in delta] for a_k in a_in]
