# adds the numbers in __mul__: the partials are those of a product, and the number is not


class Value:
    def __mul__(self, other):
        other = lift(other)
        return Value(self.data + other.data, (self, other), (other.data, self.data))
