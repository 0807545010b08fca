# adds t² to 1: the local derivative of tanh is 1 - t²


class Dual:
    def tanh(self):
        t = tanh(self.primal)
        return Dual(t, (1 + t * t) * self.tangent)
