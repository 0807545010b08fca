# multiplies again and again, which works for whole exponents from 1 on: x ** -1 needs the rule n *
# x**(n - 1)


class Value:
    def __pow__(self, n):
        out = self
        for _ in range(int(n) - 1):
            out = out * self
        return out
