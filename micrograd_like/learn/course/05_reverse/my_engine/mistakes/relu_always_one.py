# lets a gradient through relu below 0 as well: there the output does not move, so the local derivative is 0


class Value:
    def relu(self):
        return Value(max(0.0, self.data), (self,), (1.0,))
