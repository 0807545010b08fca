# gives the minus of __sub__ to the first operand: x - y rises with x and falls with y


class Value:
    def __sub__(self, other):
        other = lift(other)
        return Value(self.data - other.data, (self, other), (-1.0, 1.0))
