# passes on the number that won in max; it is the force that travels back, the number went forward

through_max = 3, 0


def max_gate(x, y, force):
    return (x, 0.0) if x > y else (0.0, y)
