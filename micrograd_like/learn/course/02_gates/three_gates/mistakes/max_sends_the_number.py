# sends back the number that won in max; what is sent back is the upstream gradient

through_max = 3, 0


def max_gate(x, y, upstream):
    return (x, 0.0) if x > y else (0.0, y)
