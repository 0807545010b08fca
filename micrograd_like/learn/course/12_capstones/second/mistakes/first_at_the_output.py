# gives the output itself


def derivative(output, leaf):
    return lift(output)
