# keeps the number as it was in tanh: the result is t


class Value:
    def tanh(self):
        t = tanh(self.data)
        return Value(self.data, (self,), (1 - t * t,))
