# has it the wrong way round: relu belongs to all layers but the last


class MLP:
    def __init__(self, nin, nouts):
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        self.layers = [Layer(sizes[i], sizes[i + 1], nonlin=i == last) for i in range(len(nouts))]
