# lets self send and no other node: the pass ends there, or it goes from the leaves up, and each node sends
# before anything has reached it


class Value:
    def backward(self):
        self.grad = 1.0
        for v in topological_order(self):
            for operand, local in zip(v.parents, v.partials):
                operand.grad += local * v.grad
