# gives a cost that respects the assumption: it has to look at a parameter that did not come through an
# output


def breaks_it(outputs, targets, parameters):
    error = sum((a - y) ** 2 for a, y in zip(outputs, targets))
    return error
