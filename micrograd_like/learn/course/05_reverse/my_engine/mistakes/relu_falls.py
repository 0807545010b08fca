# records -1 as the local derivative of relu below 0: there the output does not move


class Value:
    def relu(self):
        return Value(max(0.0, self.data), (self,), (1.0 if self.data > 0 else -1.0,))
