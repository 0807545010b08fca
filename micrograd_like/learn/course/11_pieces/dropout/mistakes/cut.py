# makes new Values of the products: they have forgotten where they came from, and nobody gets a gradient

from micrograd_like import Value


class Dropout:
    def __call__(self, xs):
        if not self.training:
            return list(xs)
        return [Value(x.data * m) for x, m in zip(xs, mask(len(xs), self.p, self.rng))]
