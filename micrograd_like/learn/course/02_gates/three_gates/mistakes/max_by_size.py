# compares sizes: -3 is smaller than 0.5, though its size is larger


def max_gate(x, y, upstream):
    return (upstream, 0.0) if abs(x) > abs(y) else (0.0, upstream)
