# leaves out the errors of the next layer: each weight is multiplied by the error of its neuron


def bp2(w_next, delta_next, z):
    return [sum(column) * sigma_prime(z_k) for column, z_k in zip(transpose(w_next), z)]
