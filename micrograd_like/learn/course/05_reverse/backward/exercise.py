from math import tanh


class Value:
    """data: the number.  parents: the operands it was made of.  partials: its local
    derivative in each of them.
    """

    def __init__(self, data, parents=(), partials=()):
        self.data, self.parents, self.partials = data, parents, partials
        self.grad = 0.0

    def __add__(self, other):
        other = lift(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __sub__(self, other):
        other = lift(other)
        # TODO
        ### BEGIN SOLUTION
        return Value(self.data - other.data, (self, other), (1.0, -1.0))
        ### END SOLUTION

    def __mul__(self, other):
        other = lift(other)
        # TODO
        ### BEGIN SOLUTION
        return Value(self.data * other.data, (self, other), (other.data, self.data))
        ### END SOLUTION

    def tanh(self):
        t = tanh(self.data)
        # TODO: (self,) is a tuple of one
        ### BEGIN SOLUTION
        return Value(t, (self,), (1 - t * t,))
        ### END SOLUTION

    def backward(self):
        """How fast does self move with each node below it?  Put that into the grad
        of each.
        """
        # TODO: the grad of self; then every node sends, in order (5.3), along its edges
        ### BEGIN SOLUTION
        self.grad = 1.0
        for v in reversed(topological_order(self)):
            for operand, local in zip(v.parents, v.partials):
                operand.grad += local * v.grad
        ### END SOLUTION

    __radd__, __rmul__ = __add__, __mul__


def topological_order(root):
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        v, done = stack.pop()
        if done:
            order.append(v)
        elif v not in seen:
            seen.add(v)
            stack.append((v, True))
            stack.extend((operand, False) for operand in v.parents)
    return order


def lift(x):
    return x if isinstance(x, Value) else Value(x)


if __name__ == "__main__":
    x1, w1, x2, w2 = Value(2.0), Value(-3.0), Value(0.0), Value(1.0)
    b = Value(6.8813735870195432)
    o = (x1 * w1 + x2 * w2 + b).tanh()
    o.backward()
    for name, v in {"o": o, "x1": x1, "w1": w1, "x2": x2, "w2": w2, "b": b}.items():
        print(f"{name:2}  data {v.data:8.4f}   grad {v.grad:8.4f}")
