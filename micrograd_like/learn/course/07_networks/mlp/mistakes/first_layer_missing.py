# begins with the first hidden size as the number of inputs: the first layer leads from nin to nouts[0]


class MLP:
    def __init__(self, nin, nouts):
        last = len(nouts) - 1
        self.layers = [Layer(nouts[i], nouts[i + 1], nonlin=i + 1 != last) for i in range(len(nouts) - 1)]
