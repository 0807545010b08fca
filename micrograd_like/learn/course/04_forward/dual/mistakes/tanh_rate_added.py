# adds the rate to the local derivative: it is multiplied by it


class Dual:
    def tanh(self):
        t = tanh(self.primal)
        return Dual(t, 1 - t * t + self.tangent)
