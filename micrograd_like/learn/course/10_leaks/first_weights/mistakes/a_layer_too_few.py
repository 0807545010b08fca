# counts a layer too few: it begins at 1, and each layer multiplies


def after(layers, n, weight_size):
    return size_of_sum(n, weight_size) ** (layers - 1)
