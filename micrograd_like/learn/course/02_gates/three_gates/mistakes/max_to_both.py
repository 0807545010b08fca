# lets max send its gradient to both: a small change of the smaller operand changes nothing

through_max = 2, 2


def max_gate(x, y, upstream):
    return upstream, upstream
