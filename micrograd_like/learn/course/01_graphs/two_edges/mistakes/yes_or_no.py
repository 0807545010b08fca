# answers whether x is used at all, with yes or no; the question is how often


def times_used(v, x):
    return x in v.parents
