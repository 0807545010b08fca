# asks whether the gradient is different from 0 just now: a parameter at rest is a parameter still

from micrograd_like import Value


def is_parameter(thing):
    return isinstance(thing, Value) and not thing.parents and thing.grad != 0
