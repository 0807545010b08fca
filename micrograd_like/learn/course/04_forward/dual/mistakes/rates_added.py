# adds the rates in a product as in a sum: moving the first factor by 1 moves the product by as much as
# the other factor is large


class Dual:
    def __mul__(self, other):
        other = lift(other)
        return Dual(self.primal * other.primal, self.tangent + other.tangent)
