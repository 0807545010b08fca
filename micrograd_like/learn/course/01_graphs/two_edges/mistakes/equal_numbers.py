# compares numbers: another Value with the same number is another operand


def times_used(v, x):
    return sum(parent.data == x.data for parent in v.parents)
