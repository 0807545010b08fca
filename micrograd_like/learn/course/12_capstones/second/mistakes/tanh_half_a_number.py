# records a graph for one factor and a plain number for the other: t * t needs the node twice


class Value:
    def tanh(self):
        t = Value(tanh(self.data), (self,))
        t.partials = (t * (-t.data) + 1.0,)
        return t
