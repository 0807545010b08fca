# gives every layer nin inputs: only the first sees the input, the others see the layer before them


class MLP:
    def __init__(self, nin, nouts):
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        self.layers = [Layer(nin, sizes[i + 1], nonlin=i != last) for i in range(len(nouts))]
