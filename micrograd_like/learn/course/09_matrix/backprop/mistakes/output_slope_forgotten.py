# leaves out the factor sigma'(z) in the last layer: BP1 has it, for this cost is a function of a, and a
# is the sigmoid of z


def bp1(a, y, z):
    return [a_j - y_j for a_j, y_j in zip(a, y)]
