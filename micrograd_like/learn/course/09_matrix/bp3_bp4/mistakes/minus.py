# has a minus: the gradient itself is asked for, not the step against it


def bp4(a_in, delta):
    return [[-a_k * delta_j for a_k in a_in] for delta_j in delta]
