# sends the grad of self for every node: each node sends its own grad


class Value:
    def backward(self):
        self.grad = 1.0
        for v in reversed(topological_order(self)):
            for operand, local in zip(v.parents, v.partials):
                operand.grad += local * self.grad
