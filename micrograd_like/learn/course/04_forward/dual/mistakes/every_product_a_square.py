# treats every product as a square: the other factor is another number, with a rate of its own


class Dual:
    def __mul__(self, other):
        other = lift(other)
        return Dual(self.primal * other.primal, 2 * self.primal * self.tangent)
