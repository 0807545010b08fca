# gives one long list: asked for are rows, one for each receiver


def bp4(a_in, delta):
    return [a_k * delta_j for delta_j in delta for a_k in a_in]
