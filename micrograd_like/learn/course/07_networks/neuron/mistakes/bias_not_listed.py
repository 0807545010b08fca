# keeps the bias off its list of parameters: training would never move it


class Neuron:
    def parameters(self):
        return self.w
