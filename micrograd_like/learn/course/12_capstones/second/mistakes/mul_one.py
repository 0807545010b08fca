# records 1 for both operands, as a sum does: the derivative of x * y with respect to x is y


class Value:
    def __mul__(self, other):
        other = lift(other)
        return Value(self.data * other.data, (self, other), (Value(1.0), Value(1.0)))
