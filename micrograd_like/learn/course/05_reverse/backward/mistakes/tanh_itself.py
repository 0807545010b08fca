# records tanh itself as its local derivative: that is 1 - t²

from math import tanh


class Value:
    def tanh(self):
        t = tanh(self.data)
        return Value(t, (self,), (t,))
