# lists copies: training would change the copies, and the neuron would keep its old numbers


class Neuron:
    def parameters(self):
        return [Value(p.data) for p in self.w + [self.b]]
