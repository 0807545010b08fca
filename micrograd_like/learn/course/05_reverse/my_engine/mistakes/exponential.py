# takes x**n for an exponential: x moves and n stands still, so the derivative is n * x**(n - 1)


class Value:
    def __pow__(self, n):
        from math import log

        return Value(self.data**n, (self,), (self.data**n * log(abs(self.data)),))
