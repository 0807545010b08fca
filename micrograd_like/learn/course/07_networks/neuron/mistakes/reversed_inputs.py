# pairs the first weight with the last input: weight i belongs to input i


class Neuron:
    def __call__(self, x):
        z = self.b
        for w_i, x_i in zip(self.w, reversed(x)):
            z = z + w_i * x_i
        return z.tanh()
