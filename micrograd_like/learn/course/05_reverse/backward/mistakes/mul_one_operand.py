# records one operand of the product alone: both are its parents


class Value:
    def __mul__(self, other):
        other = lift(other)
        return Value(self.data * other.data, (self,), (other.data,))
