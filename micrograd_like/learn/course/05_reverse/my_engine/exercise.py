from math import tanh


class Value:
    """A number that remembers how it was made.

    data: the number.  parents: the operands.  partials: the local derivative with
    respect to each operand.  grad: the derivative of the output with respect to this
    number, after output.backward().
    """

    def __init__(self, data, parents=(), partials=()):
        self.data, self.parents, self.partials = float(data), parents, partials
        self.grad = 0.0

    def __add__(self, other):
        other = lift(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __sub__(self, other):
        other = lift(other)
        # TODO: yours, from 5.5
        ### BEGIN SOLUTION
        return Value(self.data - other.data, (self, other), (1.0, -1.0))
        ### END SOLUTION

    def __mul__(self, other):
        other = lift(other)
        # TODO: yours, from 5.5
        ### BEGIN SOLUTION
        return Value(self.data * other.data, (self, other), (other.data, self.data))
        ### END SOLUTION

    def __pow__(self, n):
        """self to the power n, a plain number such as 2 or -1."""
        # TODO
        ### BEGIN SOLUTION
        return Value(self.data**n, (self,), (n * self.data ** (n - 1),))
        ### END SOLUTION

    def tanh(self):
        t = tanh(self.data)
        # TODO: yours, from 5.5
        ### BEGIN SOLUTION
        return Value(t, (self,), (1 - t * t,))
        ### END SOLUTION

    def relu(self):
        """self where it is above 0, else 0; there the local derivative is 0."""
        # TODO
        ### BEGIN SOLUTION
        return Value(max(0.0, self.data), (self,), (1.0 if self.data > 0 else 0.0,))
        ### END SOLUTION

    def backward(self):
        """Add to the grad of each leaf its share.  Nodes with parents begin at 0,
        so that they send nothing old.
        """
        # TODO: the order of 5.4, the loop of 5.5, and before it the rule of 5.6
        ### BEGIN SOLUTION
        order = topological_order(self)
        for v in order:
            if v.parents:
                v.grad = 0.0
        self.grad += 1.0
        for v in reversed(order):
            for operand, local in zip(v.parents, v.partials):
                operand.grad += local * v.grad
        ### END SOLUTION

    # What is made of the operations above needs no derivative of its own.

    def __neg__(self):
        return self * -1.0

    def __truediv__(self, other):
        return self * lift(other) ** -1

    def __radd__(self, other):
        return lift(other) + self

    def __rsub__(self, other):
        return lift(other) - self

    def __rmul__(self, other):
        return lift(other) * self

    def __rtruediv__(self, other):
        return lift(other) / self

    def __repr__(self):
        return f"Value(data={self.data:g}, grad={self.grad:g})"


def topological_order(root):
    """All nodes, each once, root last: every node stands behind all of its operands."""
    # TODO: yours, from 5.4
    ### BEGIN SOLUTION
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
    ### END SOLUTION


def lift(x):
    return x if isinstance(x, Value) else Value(x)


if __name__ == "__main__":
    a, b = Value(-4.0), Value(2.0)
    g = ((a + b) ** 2 / b - (a * b).tanh()).relu()
    g.backward()
    print("g", g)
    print("a", a)
    print("b", b)
