# gives one row, for the first receiver only


def bp4(a_in, delta):
    return [[a_k * delta[0] for a_k in a_in]]
