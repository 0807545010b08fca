# answers 1 as soon as x is among the operands: in a + a it is there twice


def times_used(v, x):
    return 1 if x in v.parents else 0
