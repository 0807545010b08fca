# takes the largest contribution only: the paths are added up


def bp2(w_next, delta_next, z):
    return [
        max((d * w for d, w in zip(delta_next, column)), key=abs) * sigma_prime(z_k)
        for column, z_k in zip(transpose(w_next), z)
    ]
