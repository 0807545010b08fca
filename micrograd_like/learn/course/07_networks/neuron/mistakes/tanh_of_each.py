# takes tanh of each product: first the whole sum, then tanh once


class Neuron:
    def __call__(self, x):
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + (w_i * x_i).tanh()
        return z
