# divides by 1 - p when the training is over: the numbers pass unchanged then


class Dropout:
    def __call__(self, xs):
        if not self.training:
            return [x / (1 - self.p) for x in xs]
        return [x * m for x, m in zip(xs, mask(len(xs), self.p, self.rng))]
