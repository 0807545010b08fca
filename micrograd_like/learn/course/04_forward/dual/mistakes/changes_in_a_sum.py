# changes its operand in a sum and hands that back: the sum is a new Dual, for x may be used again


class Dual:
    def __add__(self, other):
        other = lift(other)
        self.primal += other.primal
        self.tangent += other.tangent
        return self
