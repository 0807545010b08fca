# runs through the layers from the last to the first: the input enters at the first


class MLP:
    def __call__(self, x):
        for layer in reversed(self.layers):
            x = layer(x)
        return x
