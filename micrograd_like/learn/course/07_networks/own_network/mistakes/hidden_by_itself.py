# gives every layer the input x: a layer gets what the layer before it gave


class MLP:
    def __call__(self, x):
        out = x
        for layer in self.layers:
            out = layer(x)
        return out[0]
