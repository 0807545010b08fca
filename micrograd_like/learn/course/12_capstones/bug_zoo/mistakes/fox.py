# takes one over the result of log; it is one over what went in

from math import log


def fox(x):
    z = log(x.data)
    return Node(z, [x], [1 / z])
