# multiplies by the sum of all errors: row j has the error of its own neuron


def bp4(a_in, delta):
    return [[a_k * sum(delta) for a_k in a_in] for delta_j in delta]
