# replaces instead of adding: where a node is used twice, one use is lost


class Value:
    def backward(self):
        self.grad = 1.0
        for v in reversed(topological_order(self)):
            for operand, local in zip(v.parents, v.partials):
                operand.grad = local * v.grad
