# returns inside the loop: only the first product is in the sum; return after the loop


class Neuron:
    def __call__(self, x):
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
            return z.tanh()
