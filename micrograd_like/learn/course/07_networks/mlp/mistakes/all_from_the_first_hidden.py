# gives every layer as many inputs as the first hidden layer has neurons


class MLP:
    def __init__(self, nin, nouts):
        last = len(nouts) - 1
        self.layers = [
            Layer(nin if i == 0 else nouts[0], nouts[i], nonlin=i != last) for i in range(len(nouts))
        ]
