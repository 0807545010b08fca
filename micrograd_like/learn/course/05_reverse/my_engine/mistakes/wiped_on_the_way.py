# sets the grad of an operand to 0 whenever something is sent to it: what other uses have sent is lost;
# set them all to 0 before the loop


class Value:
    def backward(self):
        self.grad += 1.0 - self.grad
        for v in reversed(topological_order(self)):
            for operand, local in zip(v.parents, v.partials):
                if operand.parents:
                    operand.grad = 0.0
                operand.grad += local * v.grad
