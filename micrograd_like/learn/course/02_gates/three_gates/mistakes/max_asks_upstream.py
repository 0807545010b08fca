# compares x with the upstream gradient: max compares x with y


def max_gate(x, y, upstream):
    return (upstream, 0.0) if x > upstream else (0.0, upstream)
