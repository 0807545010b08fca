# sets the grads to 0 after backward(), so that nothing is left of them


class MLP:
    def gradient(self, x):
        self(x).backward()
        for p in self.parameters():
            p.grad = 0.0
        return [p.grad for p in self.parameters()]
