# lets self hand on and nobody else: the walk ends there, or it comes from the leaves up, and each node
# has its turn before anything has reached it


class Value:
    def backward(self):
        self.grad = 1.0
        for v in topological_order(self):
            for operand, local in zip(v.parents, v.partials):
                operand.grad += local * v.grad
