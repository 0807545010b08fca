# takes one layer out of the bracket after the other and computes the rest anew for each of its edges:
# add up each layer first, and one multiplication for each layer is left


def factored(layers):
    first, *rest = layers
    return sum(rate * factored(rest) for rate in first) if rest else sum(first)
