# gives every row the outputs of the layer before, and forgets the errors


def bp4(a_in, delta):
    return [[a_k for a_k in a_in] for delta_j in delta]
