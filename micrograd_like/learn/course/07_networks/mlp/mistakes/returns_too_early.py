# returns inside the loop, after the first layer: indentation decides what is repeated


class MLP:
    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
            return x
