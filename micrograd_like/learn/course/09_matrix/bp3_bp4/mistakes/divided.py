# divides the error by the input: the derivative of w_jk a_k with respect to w_jk is a_k, a factor


def bp4(a_in, delta):
    return [[delta_j / a_k for a_k in a_in] for delta_j in delta]
