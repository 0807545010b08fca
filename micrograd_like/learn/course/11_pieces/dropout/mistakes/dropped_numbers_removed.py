# removes the dropped numbers from the list: they become 0, and the length stays


class Dropout:
    def __call__(self, xs):
        if not self.training:
            return list(xs)
        return [x * m for x, m in zip(xs, mask(len(xs), self.p, self.rng)) if m]
