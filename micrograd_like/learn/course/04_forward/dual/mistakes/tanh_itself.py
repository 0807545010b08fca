# multiplies the rate by t itself: the local derivative of tanh is 1 - t²


class Dual:
    def tanh(self):
        t = tanh(self.primal)
        return Dual(t, t * self.tangent)
