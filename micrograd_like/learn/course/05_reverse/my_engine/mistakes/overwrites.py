# replaces a grad instead of adding to it: where a number is used twice, one use is lost


class Value:
    def backward(self):
        order = topological_order(self)
        for v in order:
            if v.parents:
                v.grad = 0.0
        self.grad += 1.0
        for v in reversed(order):
            for operand, local in zip(v.parents, v.partials):
                operand.grad = local * v.grad
