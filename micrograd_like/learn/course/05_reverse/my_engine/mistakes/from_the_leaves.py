# goes through the order from the leaves up: each node then sends before anything has reached it; begin
# with root, as in reversed(order)


class Value:
    def backward(self):
        order = topological_order(self)
        for v in order:
            if v.parents:
                v.grad = 0.0
        self.grad += 1.0
        for v in order:
            for operand, local in zip(v.parents, v.partials):
                operand.grad += local * v.grad
