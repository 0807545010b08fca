# tells the last layer by its size: a hidden layer may have as many neurons; tell it by its place


class MLP:
    def __init__(self, nin, nouts):
        sizes = [nin, *nouts]
        self.layers = [Layer(sizes[i], n, nonlin=n != nouts[-1]) for i, n in enumerate(nouts)]
