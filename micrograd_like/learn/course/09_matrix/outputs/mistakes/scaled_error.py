# multiplies the error by a plain number: no parameter is in it


def breaks_it(outputs, targets, parameters):
    return len(parameters) * sum((a - y) ** 2 for a, y in zip(outputs, targets))
