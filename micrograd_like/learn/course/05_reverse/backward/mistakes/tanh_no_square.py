# forgets the square in tanh: its local derivative is 1 - t²


class Value:
    def tanh(self):
        t = tanh(self.data)
        return Value(t, (self,), (1 - t,))
