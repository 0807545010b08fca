# sends the gradient of max to the smaller operand; it is the larger one that decides

through_max = 0, 2


def max_gate(x, y, upstream):
    return (upstream, 0.0) if x < y else (0.0, upstream)
