# puts the Values themselves into the partials of __mul__: a local derivative is a plain number,
# other.data and self.data


class Value:
    def __mul__(self, other):
        other = lift(other)
        return Value(self.data * other.data, (self, other), (other, self))
