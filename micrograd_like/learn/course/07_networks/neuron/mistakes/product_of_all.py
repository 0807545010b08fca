# multiplies everything: the products are added up


class Neuron:
    def __call__(self, x):
        z = Value(1.0)
        for w_i, x_i in zip(self.w, x):
            z = z * w_i * x_i
        return (z + self.b).tanh()
