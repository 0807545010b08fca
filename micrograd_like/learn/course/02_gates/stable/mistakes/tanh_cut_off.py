# gives 1 and -1 for large x, and the formula with exp(2x) between: near 0 that loses digits, since
# exp(2x) - 1 is a difference of nearly equal numbers


def tanh(x):
    if abs(x) > 20:
        return 1.0 if x > 0 else -1.0
    return (exp(2 * x) - 1) / (exp(2 * x) + 1)
