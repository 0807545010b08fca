# multiplies along every path: the number is right, but there are as many paths as there are choices;
# add up each layer first, and one multiplication for each layer is left


def factored(layers):
    return sum(prod(path) for path in product(*layers))
