# multiplies by the bias: it is added to the weighted sum


class Neuron:
    def __call__(self, x):
        z = 0.0
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
        return (z * self.b).tanh()
