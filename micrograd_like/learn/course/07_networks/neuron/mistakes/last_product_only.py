# keeps only the last product: the sum grows by each of them, z = z + w_i * x_i


class Neuron:
    def __call__(self, x):
        z = 0.0
        for w_i, x_i in zip(self.w, x):
            z = self.b + w_i * x_i
        return z.tanh()
