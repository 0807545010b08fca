# has no relu anywhere: weighted sums of weighted sums are weighted sums, so all the layers together are
# worth one


class MLP:
    def __init__(self, nin, nouts):
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        self.layers = [Layer(sizes[i], sizes[i + 1], nonlin=False) for i in range(len(nouts))]
