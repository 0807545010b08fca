# lets each node send when it is first met: what a longer way brings comes too late


class Value:
    def backward(self):
        self.grad = 1.0
        walk(self, set())


def walk(v, seen):
    if v not in seen:
        seen.add(v)
        for operand, local in zip(v.parents, v.partials):
            operand.grad += local * v.grad
        for operand in v.parents:
            walk(operand, seen)
