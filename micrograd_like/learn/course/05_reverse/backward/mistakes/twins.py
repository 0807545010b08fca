# counts x * x once: two edges to the same operand are two edges, and a dict keeps one


class Value:
    def backward(self):
        self.grad = 1.0
        for v in reversed(topological_order(self)):
            for operand, local in dict(zip(v.parents, v.partials)).items():
                operand.grad += local * v.grad
