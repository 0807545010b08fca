# multiplies each weight by the sum of the inputs: weight i belongs to input i


class Neuron:
    def __call__(self, x):
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * sum(x)
        return z.tanh()
