# puts the operands themselves into the partials of __sub__: its local derivatives are 1 and -1


class Value:
    def __sub__(self, other):
        other = lift(other)
        return Value(self.data - other.data, (self, other), (self.data, -other.data))
