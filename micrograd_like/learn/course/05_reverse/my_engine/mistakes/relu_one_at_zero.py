# takes 1 for the local derivative of relu at 0: there it is to be 0


class Value:
    def relu(self):
        if self.data >= 0:
            return Value(self.data, (self,), (1.0,))
        return Value(0.0, (self,), (0.0,))
