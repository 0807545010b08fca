# replaces what is there (= where += belongs): a number that is used twice then keeps only what its last use
# has sent


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad = local * v.grad
