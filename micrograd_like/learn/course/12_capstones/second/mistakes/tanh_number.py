# records a plain number in tanh: the first derivative is right, but no graph leads from it to x; write 1 - t² with t
# itself


class Value:
    def tanh(self):
        t = Value(tanh(self.data), (self,))
        t.partials = (Value(1 - t.data**2),)
        return t
