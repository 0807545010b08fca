# follows one path only: b leads to e through both brackets, and a small change of b travels along both at
# once

from math import prod


def slope(out, x):
    return prod((paths(out, x) or [[0.0]])[0])
