# hands the number on without tanh: the result of tanh is t


class Dual:
    def tanh(self):
        t = tanh(self.primal)
        return Dual(self.primal, (1 - t * t) * self.tangent)
