# records plain numbers in __mul__: the first derivative is right, but no graph leads from it to x; record the
# operands themselves


class Value:
    def __mul__(self, other):
        other = lift(other)
        return Value(self.data * other.data, (self, other), (Value(other.data), Value(self.data)))
