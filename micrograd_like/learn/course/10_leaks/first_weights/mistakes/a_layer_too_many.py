# counts a layer too many


def after(layers, n, weight_size):
    return size_of_sum(n, weight_size) ** (layers + 1)
