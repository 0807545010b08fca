# records the product itself: the derivative of x * y with respect to x is y


class Value:
    def __mul__(self, other):
        other = lift(other)
        out = Value(self.data * other.data, (self, other))
        out.partials = (out, out)
        return out
