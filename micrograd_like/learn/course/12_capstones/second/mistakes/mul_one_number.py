# records one operand as a plain number


class Value:
    def __mul__(self, other):
        other = lift(other)
        return Value(self.data * other.data, (self, other), (Value(other.data), self))
