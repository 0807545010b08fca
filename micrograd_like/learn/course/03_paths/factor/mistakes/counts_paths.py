# multiplies how many edges the layers have: that counts the paths, and does not look at their rates


def factored(layers):
    return prod(len(layer) for layer in layers)
