# carries each gradient down to the leaves by itself: the numbers are right, but that is a walk along every
# path, and 20 diamonds have a million of them; let a node wait until it has received everything, and send
# once


class Value:
    def backward(self):
        walk(self, 1.0)


def walk(v, share):
    v.grad += share
    for operand, local in zip(v.parents, v.partials):
        walk(operand, local * share)
