# takes relu: this neuron has tanh as its activation


class Neuron:
    def __call__(self, x):
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
        return z.relu()
