# lists the bias before the weights; the order is a convention, and everybody's saved networks rely on
# weights first


class Neuron:
    def parameters(self):
        return [self.b] + self.w
