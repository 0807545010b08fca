# asks for the parents of everything: a plain number or a word has none, so test isinstance() first


def is_parameter(thing):
    return not thing.parents
