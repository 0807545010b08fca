# squashes the rate as well: a function acts on the number, and its derivative acts on the rate

from math import tanh


class Dual:
    def tanh(self):
        t = tanh(self.primal)
        return Dual(t, tanh(self.tangent))
