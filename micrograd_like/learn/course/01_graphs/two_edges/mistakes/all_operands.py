# counts all operands of v, whoever they are: only those that are x count


def times_used(v, x):
    return len(v.parents)
