# says True of everything


def is_parameter(thing):
    return True
