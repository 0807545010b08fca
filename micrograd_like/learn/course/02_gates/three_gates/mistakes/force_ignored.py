# gives the local derivatives alone; each must be multiplied by the upstream gradient

through_add = 1, 1
through_mul = -4, 3
through_max = 1, 0


def add_gate(x, y, upstream):
    return 1.0, 1.0


def mul_gate(x, y, upstream):
    return y, x


def max_gate(x, y, upstream):
    return (1.0, 0.0) if x > y else (0.0, 1.0)
