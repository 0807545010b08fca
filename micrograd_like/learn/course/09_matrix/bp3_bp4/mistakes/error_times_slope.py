# multiplies by a (1 - a), the slope of the sender: the weight comes after the sender's sigmoid


def bp4(a_in, delta):
    return [[a_k * (1 - a_k) * delta_j for a_k in a_in] for delta_j in delta]
