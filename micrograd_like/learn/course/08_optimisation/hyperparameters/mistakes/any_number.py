# looks for plain numbers: those have no .grad, so no step can tell which way they should go


def is_parameter(thing):
    return isinstance(thing, float)
