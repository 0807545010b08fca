# begins with self.data: grad is a rate, and self moves at rate 1 with itself


class Value:
    def backward(self):
        self.grad = self.data
        for v in reversed(topological_order(self)):
            for operand, local in zip(v.parents, v.partials):
                operand.grad += local * v.grad
