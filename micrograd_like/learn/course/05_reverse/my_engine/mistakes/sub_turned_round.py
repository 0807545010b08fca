# subtracts the other way round in __sub__: the number is self.data - other.data


class Value:
    def __sub__(self, other):
        other = lift(other)
        return Value(other.data - self.data, (self, other), (-1.0, 1.0))
