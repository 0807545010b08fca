# exchanges the sizes of each layer: layer i has sizes[i] inputs and sizes[i + 1] neurons


class MLP:
    def __init__(self, nin, nouts):
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        self.layers = [Layer(sizes[i + 1], sizes[i], nonlin=i != last) for i in range(len(nouts))]
