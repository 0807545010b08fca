# squares the errors


def bp4(a_in, delta):
    return [[a_k * delta_j**2 for a_k in a_in] for delta_j in delta]
