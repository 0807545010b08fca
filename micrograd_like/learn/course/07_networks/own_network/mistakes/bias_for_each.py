# adds the bias once for every input: a neuron has one bias, which is added once


class Neuron:
    def __call__(self, x):
        z = Value(0.0)
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i + self.b
        return z.tanh() if self.nonlin else z
