# lets max pull the smaller operand the other way: a small change of it changes nothing, so its
# gradient is 0


def max_gate(x, y, upstream):
    return (upstream, -upstream) if x > y else (-upstream, upstream)
