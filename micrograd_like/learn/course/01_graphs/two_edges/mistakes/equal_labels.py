# compares labels: another Value may have the same label


def times_used(v, x):
    return sum(parent.label == x.label for parent in v.parents)
