# subtracts in the product rule, as for a quotient: in a product both terms are added


class Dual:
    def __mul__(self, other):
        other = lift(other)
        return Dual(self.primal * other.primal, self.tangent * other.primal - self.primal * other.tangent)
