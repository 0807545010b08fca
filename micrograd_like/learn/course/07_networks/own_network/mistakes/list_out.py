# gives the list of the last layer: its one Value is the output


class MLP:
    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
