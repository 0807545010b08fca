# records the second factor for both operands: the local derivative in other is self.data


class Value:
    def __mul__(self, other):
        other = lift(other)
        return Value(self.data * other.data, (self, other), (other.data, other.data))
