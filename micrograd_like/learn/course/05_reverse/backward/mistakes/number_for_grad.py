# multiplies by the number of the node: what it sends is its grad times the local derivative


class Value:
    def backward(self):
        self.grad = 1.0
        for v in reversed(topological_order(self)):
            for operand, local in zip(v.parents, v.partials):
                operand.grad += local * v.data
