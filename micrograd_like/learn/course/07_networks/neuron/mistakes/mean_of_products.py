# divides the weighted sum by the number of inputs: the products are added up, without a mean


class Neuron:
    def __call__(self, x):
        z = 0.0
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
        return (z / len(x) + self.b).tanh()
