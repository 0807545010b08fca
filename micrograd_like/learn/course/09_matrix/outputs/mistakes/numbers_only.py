# uses the parameters as plain numbers or not at all: no path leads from a parameter to this cost


def breaks_it(outputs, targets, parameters):
    error = sum((a - y) ** 2 for a, y in zip(outputs, targets))
    return error + 0.01 * sum(p.data * p.data for p in parameters)
