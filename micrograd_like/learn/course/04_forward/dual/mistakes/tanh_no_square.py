# forgets the square: the local derivative of tanh is 1 - t²


class Dual:
    def tanh(self):
        t = tanh(self.primal)
        return Dual(t, (1 - t) * self.tangent)
