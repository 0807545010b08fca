# lets only the second factor of a product move: both may move, so there are two terms


class Dual:
    def __mul__(self, other):
        other = lift(other)
        return Dual(self.primal * other.primal, self.primal * other.tangent)
