# multiplies inside a layer and adds the layers: the edges of one layer add, and the layers multiply


def factored(layers):
    return sum(prod(layer) for layer in layers)
