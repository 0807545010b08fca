# hands the original input to every layer and keeps what the last one made of it: the layers in front
# work for nothing


class MLP:
    def __call__(self, x):
        for layer in self.layers:
            out = layer(x)
        return out
