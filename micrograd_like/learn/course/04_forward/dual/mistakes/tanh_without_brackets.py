# multiplies t² alone by the rate: 1 - t² needs brackets


class Dual:
    def tanh(self):
        t = tanh(self.primal)
        return Dual(t, 1 - t * t * self.tangent)
