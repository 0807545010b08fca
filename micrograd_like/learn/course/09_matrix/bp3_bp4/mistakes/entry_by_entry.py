# multiplies entry by entry: every sender is connected with every receiver, so every pair has a product


def bp4(a_in, delta):
    return [a_k * delta_j for a_k, delta_j in zip(a_in, delta)]
