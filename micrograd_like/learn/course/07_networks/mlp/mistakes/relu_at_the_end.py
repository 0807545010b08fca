# puts a relu into the last layer too: then no output is ever below 0, and a score of -1 is out of reach


class MLP:
    def __init__(self, nin, nouts):
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        self.layers = [Layer(sizes[i], sizes[i + 1], nonlin=True) for i in range(len(nouts))]
