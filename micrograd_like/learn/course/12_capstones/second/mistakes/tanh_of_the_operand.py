# uses the operand: 1 - x * x; the local derivative is 1 - t * t, with the result t


class Value:
    def tanh(self):
        t = Value(tanh(self.data), (self,))
        t.partials = (self * self * -1.0 + 1.0,)
        return t
