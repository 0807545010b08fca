# sets the leaves to 0 as well: a second call forgets what the first one has added; only nodes with parents
# begin anew


class Value:
    def backward(self):
        order = topological_order(self)
        for v in order:
            v.grad = 0.0
        self.grad += 1.0
        for v in reversed(order):
            for operand, local in zip(v.parents, v.partials):
                operand.grad += local * v.grad
