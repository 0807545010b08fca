# multiplies what is there (*= where += belongs): the first grad is 0, and it stays 0 for ever


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad *= local * v.grad
