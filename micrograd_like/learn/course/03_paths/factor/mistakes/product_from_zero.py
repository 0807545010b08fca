# begins its product at 0, and 0 times anything is 0: a product begins at 1


def factored(layers):
    result = 0.0
    for layer in layers:
        result *= sum(layer)
    return result
