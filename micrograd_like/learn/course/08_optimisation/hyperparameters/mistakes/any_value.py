# is content with any Value: a result in the middle of the graph has a .grad too, but it is recomputed
# and does not keep a step

from micrograd_like import Value


def is_parameter(thing):
    return isinstance(thing, Value)
