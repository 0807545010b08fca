# lets only the first factor of a product move: so x * x moves at x instead of 2x


class Dual:
    def __mul__(self, other):
        other = lift(other)
        return Dual(self.primal * other.primal, self.tangent * other.primal)
