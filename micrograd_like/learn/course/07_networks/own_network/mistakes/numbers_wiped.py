# sets the numbers of the parameters to 0 in place of their grads


class MLP:
    def gradient(self, x):
        for p in self.parameters():
            p.data = 0.0
            p.grad = 0.0
        self(x).backward()
        return [p.grad for p in self.parameters()]
