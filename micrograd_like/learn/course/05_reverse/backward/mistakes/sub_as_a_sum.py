# adds the numbers in __sub__: the derivatives are those of a difference, and the number is not


class Value:
    def __sub__(self, other):
        other = lift(other)
        return Value(self.data + other.data, (self, other), (1.0, -1.0))
