# leaves the outputs out of the cost: a cost says how wrong they are, and looks at a parameter besides


def breaks_it(outputs, targets, parameters):
    return sum(p * p for p in parameters)
