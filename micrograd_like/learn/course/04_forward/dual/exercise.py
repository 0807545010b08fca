from math import tanh


class Dual:
    def __init__(self, primal, tangent):
        self.primal = primal
        self.tangent = tangent

    def __add__(self, other):
        other = lift(other)
        # TODO: the sum, and how fast it moves
        ### BEGIN SOLUTION
        return Dual(self.primal + other.primal, self.tangent + other.tangent)
        ### END SOLUTION

    def __mul__(self, other):
        other = lift(other)
        # TODO: the product, and how fast it moves when both factors move
        ### BEGIN SOLUTION
        return Dual(self.primal * other.primal, self.tangent * other.primal + self.primal * other.tangent)
        ### END SOLUTION

    def tanh(self):
        t = tanh(self.primal)
        # TODO: the chain rule: the local derivative of tanh is 1 - t²
        ### BEGIN SOLUTION
        return Dual(t, (1 - t * t) * self.tangent)
        ### END SOLUTION

    __radd__, __rmul__ = __add__, __mul__

    def __repr__(self):
        return f"Dual({self.primal}, {self.tangent})"


def lift(x):
    """x itself if it is a Dual already; else the constant x as a Dual."""
    if isinstance(x, Dual):
        return x
    # TODO: how fast does a constant move?
    ### BEGIN SOLUTION
    return Dual(x, 0.0)
    ### END SOLUTION


if __name__ == "__main__":
    x = Dual(3.0, 1.0)
    print(x * x + 2 * x, "  by rule: 2x + 2 =", 2 * 3.0 + 2)
