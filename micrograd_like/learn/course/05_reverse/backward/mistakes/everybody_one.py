# begins with grad 1 at every node: only self moves at rate 1 with itself, the others collect theirs
# from 0


class Value:
    def backward(self):
        for v in topological_order(self):
            v.grad = 1.0
        for v in reversed(topological_order(self)):
            for operand, local in zip(v.parents, v.partials):
                operand.grad += local * v.grad
