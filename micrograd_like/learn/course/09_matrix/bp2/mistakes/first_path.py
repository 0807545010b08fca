# follows the path through the first neuron only: add up those through all neurons of the next layer


def bp2(w_next, delta_next, z):
    return [delta_next[0] * w * sigma_prime(z_k) for w, z_k in zip(w_next[0], z)]
