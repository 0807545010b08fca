# uses the slope of the sigmoid: the local derivative of tanh is 1 - t²


class Value:
    def tanh(self):
        t = Value(tanh(self.data), (self,))
        t.partials = (t * (t * -1.0 + 1.0),)
        return t
