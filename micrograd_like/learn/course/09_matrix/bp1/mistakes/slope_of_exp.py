# gives exp(-z): the derivative of the sigmoid is σ (1 - σ)


def da_dz(z_j):
    return exp(-z_j)
