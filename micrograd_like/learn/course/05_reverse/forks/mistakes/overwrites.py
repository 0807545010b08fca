# replaces what is there (= where += belongs): a number that is used twice then hears from its last use
# only


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad = local * v.grad
