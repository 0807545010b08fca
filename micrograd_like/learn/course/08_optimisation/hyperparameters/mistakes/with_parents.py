# has the second condition turned round: a leaf is a Value without parents


def is_parameter(thing):
    return isinstance(thing, Value) and bool(thing.parents)
