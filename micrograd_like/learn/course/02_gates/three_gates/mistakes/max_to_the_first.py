# sends the gradient of max to the first operand every time: it goes to the larger one


def max_gate(x, y, upstream):
    return upstream, 0.0
