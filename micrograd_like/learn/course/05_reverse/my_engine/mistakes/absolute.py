# gives the size of the number in relu: below 0 relu is 0


class Value:
    def relu(self):
        return Value(abs(self.data), (self,), (1.0 if self.data > 0 else 0.0,))
