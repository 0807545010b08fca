# does not set the grads to 0: what earlier calls have left is added to


class MLP:
    def gradient(self, x):
        self(x).backward()
        return [p.grad for p in self.parameters()]
