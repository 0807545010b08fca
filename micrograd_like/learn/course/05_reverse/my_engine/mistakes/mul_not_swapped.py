# does not swap in __mul__: the derivative of x * y with respect to x is y


class Value:
    def __mul__(self, other):
        other = lift(other)
        return Value(self.data * other.data, (self, other), (self.data, other.data))
