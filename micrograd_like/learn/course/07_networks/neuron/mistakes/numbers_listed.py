# lists the numbers of the parameters: training needs the Values themselves


class Neuron:
    def parameters(self):
        return [p.data for p in self.w + [self.b]]
