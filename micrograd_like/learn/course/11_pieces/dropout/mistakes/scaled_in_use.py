# scales when the network is used, as the first paper did; here the survivors were scaled in training
# already, so it happens twice


class Dropout:
    def __call__(self, xs):
        if not self.training:
            return [x * (1 - self.p) for x in xs]
        return [x * m for x, m in zip(xs, mask(len(xs), self.p, self.rng))]
