# goes down every path (backward calls itself): a node that is reached twice sends the first part again with
# the second


class Value:
    def backward(self):
        self.grad = 1.0
        walk(self)


def walk(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local * v.grad
        walk(operand)
