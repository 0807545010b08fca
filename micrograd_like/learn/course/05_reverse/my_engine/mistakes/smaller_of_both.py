# takes the smaller of 0 and the number in relu: it is the larger one


class Value:
    def relu(self):
        return Value(min(0.0, self.data), (self,), (1.0 if self.data > 0 else 0.0,))
