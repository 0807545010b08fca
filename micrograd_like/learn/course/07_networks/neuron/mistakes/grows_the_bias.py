# adds the products to self.b itself: the bias is another one after each call; add them to a name of the
# call's own


class Neuron:
    def __call__(self, x):
        for w_i, x_i in zip(self.w, x):
            self.b = self.b + w_i * x_i
        return self.b.tanh()
