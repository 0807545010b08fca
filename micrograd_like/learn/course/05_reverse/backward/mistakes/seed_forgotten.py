# does not begin with self.grad = 1: all grads stay 0, since there is nothing but 0 to send


class Value:
    def backward(self):
        for v in reversed(topological_order(self)):
            for operand, local in zip(v.parents, v.partials):
                operand.grad += local * v.grad
