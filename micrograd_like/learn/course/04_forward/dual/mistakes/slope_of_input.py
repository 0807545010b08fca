# uses 1 - x² for tanh: it is 1 - t² with the result t = tanh(x)

from math import tanh


class Dual:
    def tanh(self):
        t = tanh(self.primal)
        return Dual(t, (1 - self.primal**2) * self.tangent)
