# leaves relu out of the first layer: only the last layer has none


class MLP:
    def __init__(self, nin, nouts):
        sizes = [nin, *nouts]
        self.layers = [Layer(sizes[i], sizes[i + 1], nonlin=i > 0) for i in range(len(nouts))]
