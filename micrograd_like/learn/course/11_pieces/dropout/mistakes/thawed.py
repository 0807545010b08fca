# draws a mask in every call: gradcheck calls the function many times and compares apples with pears


class Dropout:
    def frozen(self, n):
        return lambda xs: [x * m for x, m in zip(xs, mask(n, self.p, self.rng))]
