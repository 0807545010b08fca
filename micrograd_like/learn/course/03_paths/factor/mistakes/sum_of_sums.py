# adds the brackets: every way through one layer goes on by every way through the next, so the brackets
# multiply


def factored(layers):
    return sum(sum(layer) for layer in layers)
