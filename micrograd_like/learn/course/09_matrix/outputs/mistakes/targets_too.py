# adds something about the targets: they are given, and no parameter is behind them


def breaks_it(outputs, targets, parameters):
    error = sum((a - y) ** 2 for a, y in zip(outputs, targets))
    return error + 0.01 * sum(y * y for y in targets)
