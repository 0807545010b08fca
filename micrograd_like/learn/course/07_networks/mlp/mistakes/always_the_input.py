# hands the original input to every layer: a layer gets the outputs of the layer before


class MLP:
    def __call__(self, x):
        for layer in self.layers:
            out = layer(x)
        return out
