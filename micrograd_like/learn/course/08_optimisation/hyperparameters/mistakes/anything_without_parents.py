# lets plain numbers and words pass: only a Value has a gradient


def is_parameter(thing):
    return not getattr(thing, "parents", ())
