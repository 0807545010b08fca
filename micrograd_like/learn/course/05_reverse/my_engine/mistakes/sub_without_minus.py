# forgets the minus in __sub__: x - y falls when y rises


class Value:
    def __sub__(self, other):
        other = lift(other)
        return Value(self.data - other.data, (self, other), (1.0, 1.0))
