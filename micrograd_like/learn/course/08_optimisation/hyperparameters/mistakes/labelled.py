# asks for a label: a label is only a name, and a parameter need not have one


def is_parameter(thing):
    return isinstance(thing, Value) and bool(thing.label)
