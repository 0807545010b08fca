# lists the parameters of the first layer only


class MLP:
    def parameters(self):
        return self.layers[0].parameters()
