# adds the parameters' numbers, not the parameters: no way leads to a .data, so the gradient knows
# nothing of it


def breaks_it(outputs, targets, parameters):
    error = sum((a - y) ** 2 for a, y in zip(outputs, targets))
    return error + 0.01 * sum(p.data * p.data for p in parameters)
