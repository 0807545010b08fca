# draws a new mask in every call: the mask is frozen, so draw it once, outside the inner function


class Dropout:
    def frozen(self, n):
        return lambda xs: [x * m for x, m in zip(xs, mask(n, self.p, self.rng))]
