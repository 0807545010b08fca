# keeps the old grads of the nodes between: the second call sends them once more, and a leaf gets 18 where 12
# is right; set the grad of every node with parents to 0 first


class Value:
    def backward(self):
        self.grad = 1.0
        for v in reversed(topological_order(self)):
            for operand, local in zip(v.parents, v.partials):
                operand.grad += local * v.grad
