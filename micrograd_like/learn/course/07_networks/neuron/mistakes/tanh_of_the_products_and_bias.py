# takes tanh of each product, and once more of the sum: tanh is taken once, of the whole sum


class Neuron:
    def __call__(self, x):
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + (w_i * x_i).tanh()
        return z.tanh()
