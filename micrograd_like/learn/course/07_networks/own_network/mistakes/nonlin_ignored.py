# takes tanh in every neuron: the last one has nonlin False and gives the weighted sum itself


class Neuron:
    def __call__(self, x):
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
        return z.tanh()
