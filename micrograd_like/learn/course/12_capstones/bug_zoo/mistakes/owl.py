# multiplies by what went in: the slope of exp is its result

from math import exp


def owl(x):
    return Node(exp(x.data), [x], [x.data])
