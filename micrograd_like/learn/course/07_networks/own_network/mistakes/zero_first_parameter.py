# sets the grad of the first parameter to 0 only


class MLP:
    def gradient(self, x):
        self.parameters()[0].grad = 0.0
        self(x).backward()
        return [p.grad for p in self.parameters()]
